import { sharedProcess } from "@/lib/server/process";
import type { Backend } from "./backend";
import { inProcess } from "./in-process";
import { remote } from "./remote";

/** The backend that pages use: the gateway in this process, or the one at `GATEWAYZ_API_URL`. */
export function getBackend(): Backend {
  const shared = sharedProcess();
  if (shared) return inProcess(shared);
  const url = process.env.GATEWAYZ_API_URL;
  if (url) return remote(url.replace(/\/+$/, ""));
  throw new Error("no backend: start with npm start, or set GATEWAYZ_API_URL to a Gatewayz-compatible backend");
}
