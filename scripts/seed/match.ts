import { z } from "zod";

/** A rule of the price table that matches IDs. */
export type Match = z.infer<typeof Leaf> | { or: Match[] } | { and: Match[] };

const Leaf = z.union([
  z.object({ equals: z.string() }),
  z.object({ starts_with: z.string() }),
  z.object({ ends_with: z.string() }),
  z.object({ contains: z.string() }),
  z.object({ regex: z.string() }),
]);

export const Match: z.ZodType<Match> = z.lazy(() =>
  z.union([Leaf, z.object({ or: z.array(Match) }), z.object({ and: z.array(Match) })]),
);

/** Whether the rule matches an ID; case-insensitive, like the table itself. */
export function matches(rule: Match, id: string): boolean {
  const text = id.toLowerCase();
  if ("equals" in rule) return text === rule.equals.toLowerCase();
  if ("starts_with" in rule) return text.startsWith(rule.starts_with.toLowerCase());
  if ("ends_with" in rule) return text.endsWith(rule.ends_with.toLowerCase());
  if ("contains" in rule) return text.includes(rule.contains.toLowerCase());
  if ("regex" in rule) return new RegExp(rule.regex, "i").test(text);
  return "or" in rule ? rule.or.some((r) => matches(r, id)) : rule.and.every((r) => matches(r, id));
}

/** The IDs that a rule contains in full. */
export function spelledOut(rule: Match): string[] {
  if ("equals" in rule) return [rule.equals];
  return "or" in rule ? rule.or.flatMap(spelledOut) : [];
}
