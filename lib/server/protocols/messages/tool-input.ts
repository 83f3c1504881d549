import { parseJson, parseObject } from "../../chat/json-object";
import type { Json } from "../json";

/** The input of a call, which is always an object. */
export function inputOf(args: string): Json {
  const isNothing = args.trim() === "" || args.trim() === "null";
  return isNothing ? {} : (parseObject(args) ?? { arguments: args });
}

/** Whether the arguments of a call have all come. */
export const isWhole = (args: string): boolean => parseJson(args) !== null;
