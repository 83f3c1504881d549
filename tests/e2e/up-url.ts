/** An address of the program that runs for all specs. */
export function upUrl(path: string): string {
  const url = process.env.GATEWAYZ_E2E_URL;
  if (!url) throw new Error("GATEWAYZ_E2E_URL is not set: run the specs with their own configuration");
  return url + path;
}
