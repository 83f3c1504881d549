import type { Identity, Nameable } from "./identify";

interface Member<T> {
  item: T;
  identity: Identity;
}

/**
 * Removes from each group the offers that were matched only weakly (a different name, a declared repository) and whose
 * output differs from the offers with the exact name: embeddings versus chat, audio versus text. Changes `groups`.
 */
export function refuseByOutputs<T extends Nameable>(groups: Map<string, Member<T>[]>): void {
  for (const [key, members] of [...groups]) {
    const weak = members.filter(({ identity }) => identity.read.key !== key && identity.method !== "curated");
    if (weak.length === 0) continue;
    const sure = new Set(
      members.filter(({ identity }) => identity.read.key === key).flatMap(({ item }) => item.outputs?.() ?? []),
    );
    if (sure.size === 0) continue;
    for (const member of weak) {
      const outputs = member.item.outputs?.() ?? [];
      if (outputs.length === 0 || outputs.some((output) => sure.has(output))) continue;
      members.splice(members.indexOf(member), 1);
      const { read, evidence } = member.identity;
      const refused = `${evidence}: ${outputs.join(", ")} against ${[...sure].sort().join(", ")}`;
      const apart = { ...member, identity: { ...member.identity, key: read.key, method: "name" as const, refused } };
      const there = groups.get(read.key);
      if (there) there.push(apart);
      else groups.set(read.key, [apart]);
    }
  }
}
