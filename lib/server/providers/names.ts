const names = new Map<string, string>();

/** Registers display names, for messages of code that only has slugs. */
export function nameGateways(gateways: readonly { slug: string; name: string }[]): void {
  for (const { slug, name } of gateways) names.set(slug, name);
}

/** A gateway's display name; an unknown slug is returned unchanged. */
export function gatewayName(slug: string): string {
  return names.get(slug) ?? slug;
}
