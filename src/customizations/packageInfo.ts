// What this package calls itself to the service, to tracing and in logs.

/** The package's name on npm. */
export const packageName = "arm-managed-identity";

/** The package's version; a test keeps it equal to `package.json`. */
export const packageVersion = "0.1.0";

/** The resource provider this package is a client of; the value of `az.namespace` on every span. */
export const providerNamespace = "Microsoft.ManagedIdentity";
