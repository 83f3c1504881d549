import { z } from "zod";

const items = new WeakMap<z.ZodType, z.ZodType>();

/**
 * A list whose length is checked before its items, and whose validation stops at the first invalid item: a request can
 * contain any number of them, and zod would describe each.
 */
export function listOf<T>(item: z.ZodType<T>, max: number, min = 0) {
  const list = z
    .array(z.unknown())
    .min(min)
    .max(max)
    .transform((values, context): T[] => {
      const checked: T[] = [];
      for (const [at, value] of values.entries()) {
        const read = item.safeParse(value);
        if (read.success) {
          checked.push(read.data);
          continue;
        }
        const [issue] = read.error.issues;
        const path = [at, ...(issue?.path ?? [])];
        context.addIssue({ code: "custom", path, message: issue?.message ?? "not as expected" });
        return z.NEVER;
      }
      return checked;
    });
  items.set(list, item);
  return list;
}

/** The item schema of such a list, for descriptions; undefined for any other schema. */
export function itemOf(schema: unknown): z.ZodType | undefined {
  return items.get(schema as z.ZodType);
}
