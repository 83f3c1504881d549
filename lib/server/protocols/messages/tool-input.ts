import { type Json, parseJson, parseObject } from "@/lib/contract/json-object";

/** The input of a call, which is always an object. */
export function inputOf(args: string): Json {
  const isNothing = args.trim() === "" || args.trim() === "null";
  return isNothing ? {} : (parseObject(args) ?? { arguments: args });
}

/** Whether the arguments of a call are complete. */
export const isWhole = (args: string): boolean => parseJson(args) !== null;
