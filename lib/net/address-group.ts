import { isIPv4, isIPv6 } from "node:net";

const GROUPS = 8;
/** A /64 network is usually one visitor, who can use any address in it. */
const NETWORK_GROUPS = 4;

/**
 * The unit that requests are counted by: an IPv4 address (mapped into IPv6 or not) or the /64 network of an IPv6
 * address. Anything else is returned unchanged.
 */
export function addressGroup(address: string): string {
  if (isIPv4(address)) return address;
  const bare = address.replace(/^\[|\](?::\d+)?$/g, "").replace(/%.*$/, "");
  if (!isIPv6(bare)) return address.replace(/^(\d+\.\d+\.\d+\.\d+):\d+$/, "$1");
  const groups = expand(bare);
  const mapped = groups.slice(0, 5).every((n) => n === 0) && groups[5] === 0xffff;
  const [high = 0, low = 0] = groups.slice(6);
  if (mapped) return [high >> 8, high & 255, low >> 8, low & 255].join(".");
  if (groups.slice(0, 7).every((n) => n === 0) && low === 1) return "::1";
  return `${groups
    .slice(0, NETWORK_GROUPS)
    .map((n) => n.toString(16))
    .join(":")}::/64`;
}

function expand(address: string): number[] {
  const plain = address.replace(/(\d+)\.(\d+)\.(\d+)\.(\d+)$/, (_, ...parts: string[]) => {
    const [a = 0, b = 0, c = 0, d = 0] = parts.slice(0, 4).map(Number);
    return `${((a << 8) | b).toString(16)}:${((c << 8) | d).toString(16)}`;
  });
  const [head = "", tail] = plain.split("::");
  const numbers = (text: string | undefined) => (text ? text.split(":").map((part) => Number.parseInt(part, 16)) : []);
  const [first, last] = [numbers(head), numbers(tail)];
  return tail === undefined ? first : [...first, ...Array(GROUPS - first.length - last.length).fill(0), ...last];
}
