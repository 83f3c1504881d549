import { readStored, writeStored } from "@/lib/client/storage";

const KEY = "gatewayz_single_keys";

/** Whether shortcuts of one key without a modifier work: they can be turned off, for who speaks to the computer. */
export function singleKeysOn(): boolean {
  return readStored(KEY) !== "off";
}

/** Turns them on or off on this device; false where the browser does not keep it. */
export function setSingleKeys(on: boolean): boolean {
  return writeStored(KEY, on ? null : "off");
}
