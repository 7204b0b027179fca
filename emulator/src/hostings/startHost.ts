// Starts the host that was chosen.

import type { Hosting } from "../options/emulatorOptions.js";
import { startAppService } from "./appService.js";
import { startAppService2017 } from "./appService2017.js";
import { startAzureArc } from "./azureArc.js";
import { startAzureMl } from "./azureMl.js";
import { startCloudShell } from "./cloudShell.js";
import type { HostContext, RunningHost, StartHost } from "./host.js";
import { startImds } from "./imds.js";
import { startServiceFabric } from "./serviceFabric.js";
import { startWorkloadIdentity } from "./workloadIdentity.js";

const starts: Readonly<Record<Hosting, StartHost>> = {
  imds: startImds,
  appService: startAppService,
  appService2017: startAppService2017,
  azureMl: startAzureMl,
  cloudShell: startCloudShell,
  azureArc: startAzureArc,
  serviceFabric: startServiceFabric,
  workloadIdentity: startWorkloadIdentity,
};

/** Starts the host of the settings; undefined where there is none. */
export async function startHost(context: HostContext): Promise<RunningHost | undefined> {
  const { hosting } = context.settings;
  return hosting === undefined ? undefined : starts[hosting](context);
}
