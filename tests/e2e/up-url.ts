/** A URL of the program that all specs share. */
export function upUrl(path: string): string {
  const url = process.env.GATEWAYZ_E2E_URL;
  if (!url) throw new Error("GATEWAYZ_E2E_URL is not set: run the specs with their own configuration");
  return url + path;
}
