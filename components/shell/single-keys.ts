const KEY = "gatewayz_single_keys";

/** Whether shortcuts of one key without a modifier work: they can be turned off, for who speaks to the computer. */
export function singleKeysOn(): boolean {
  try {
    return localStorage.getItem(KEY) !== "off";
  } catch {
    return true;
  }
}

/** Turns them on or off on this device; false where the browser does not keep it. */
export function setSingleKeys(on: boolean): boolean {
  try {
    if (on) localStorage.removeItem(KEY);
    else localStorage.setItem(KEY, "off");
    return true;
  } catch {
    return false;
  }
}
