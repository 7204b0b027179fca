// The text of `--help`.

/** What `--help` prints; no line is longer than 80 characters. */
export const helpText = `Usage: npm run emulator -- [options]

Emulates Azure's API of managed identities (Microsoft.ManagedIdentity) on this
machine, over HTTPS, without Azure and without a network. It prints where it
listens, where its certificate is and which variables to set. Ctrl+C stops it.

What it holds
  --seed FILE           Resource groups, identities and credentials that exist
                        from the start (JSON). Default: nothing exists.
  --state FILE          Keep everything in this file (JSON, readable by you
                        only) and go on with it at the next start. Holds keys.
                        Default: everything is forgotten.
  --subscription GUID   The one subscription that exists.
  --tenant GUID         The tenant of the subscription.

Where it listens
  --port NUMBER         The port. Default: any free one.
  --host ADDRESS        The address. Default: 127.0.0.1.
  --allow-remote        Allow an address that other machines can reach. Whoever
                        has the printed token may do everything.
  --allow-origin URL    Let pages of this origin call it from a browser (CORS),
                        for example http://localhost:3000. Can be repeated.
  --certificate FILE    Where to put the certificate that clients have to trust
                        (PEM, without its key). Default: a temporary file that
                        is removed at the end.

How it behaves
  --latency MS[-MS]     How long every answer takes, or from how long to how
                        long. Default: 0.
  --write-duration MS   How long a write takes. Two writes of credentials of one
                        identity that overlap are a conflict. Default: 10.
  --propagation MS      How long it takes until something new is known
                        everywhere. Default: 0.
  --throttling          Answer 429 beyond the documented rates of requests.
  --unregistered        The subscription has not registered the provider yet.
  --async-writes NAME   Answer writes with 202, to be followed by the header
                        Azure-AsyncOperation or Location.
  --page-size NUMBER    The most items in a page of a list. Default: 1000.

A host that gives tokens to managed identities
  --hosting NAME        imds, appService, appService2017, azureMl, cloudShell,
                        azureArc, serviceFabric or workloadIdentity.
                        Default: none.
  --hosting-port NUMBER The port of its token endpoint. Default: any free one.

Others
  --config FILE         Read options from this file (JSON), also those that have
                        no flag: faults, the clock and all of startEmulator. A
                        flag wins over the file.
  --help, -h            Show this text.
  --version             Show the version.

Examples
  npm run emulator -- --port 8443 --certificate emulator.pem --state state.json
  npm run emulator -- --seed seed.json --latency 20-80 --propagation 5000

The formats of the files are described in emulator/README.md.
`;
