// The Azure clouds that have a Resource Manager of their own.

/** The Azure clouds this package knows by name, with the values other Azure SDK packages use. */
export enum AzureClouds {
  /** Azure, the public cloud: `https://management.azure.com`. The default. */
  AZURE_PUBLIC_CLOUD = "AZURE_PUBLIC_CLOUD",
  /** Azure US Government: `https://management.usgovcloudapi.net`. */
  AZURE_US_GOVERNMENT = "AZURE_US_GOVERNMENT",
  /** Azure operated by 21Vianet in China: `https://management.chinacloudapi.cn`. */
  AZURE_CHINA_CLOUD = "AZURE_CHINA_CLOUD",
}

/** The name of a cloud, as a plain string or as a member of {@link AzureClouds}. */
export type AzureCloud = `${AzureClouds}`;

/** Where a cloud's Resource Manager is and what its tokens are for. */
export interface CloudSettings {
  /** The Resource Manager endpoint, without a trailing slash. */
  readonly endpoint: string;
  /** The scope a token is asked for. */
  readonly scope: string;
}

// Source: the cloud environments of `az cloud list --all`, field `endpoints.resourceManager`.
const clouds: Readonly<Record<AzureCloud, CloudSettings>> = {
  AZURE_PUBLIC_CLOUD: cloudAt("https://management.azure.com"),
  AZURE_US_GOVERNMENT: cloudAt("https://management.usgovcloudapi.net"),
  AZURE_CHINA_CLOUD: cloudAt("https://management.chinacloudapi.cn"),
};

/**
 * Looks up a cloud by its name.
 *
 * @param cloud - One of {@link AzureClouds}.
 * @throws TypeError if there is no cloud of this name.
 */
export function cloudSettings(cloud: AzureCloud): CloudSettings {
  const settings = Object.hasOwn(clouds, cloud) ? clouds[cloud] : undefined;
  if (settings === undefined) {
    throw new TypeError(
      `The option 'cloud' is ${JSON.stringify(cloud)}, which is not a cloud this package knows. ` +
        `Use one of ${Object.keys(clouds).join(", ")}, or set 'endpoint' instead.`,
    );
  }
  return settings;
}

function cloudAt(endpoint: string): CloudSettings {
  return { endpoint, scope: `${endpoint}/.default` };
}
