import type { ChangeList } from "@/lib/contract/change";
import type { ErrorBody } from "@/lib/contract/error";
import type { GatewayList } from "@/lib/contract/gateway";
import type { Model } from "@/lib/contract/model";
import { encodeId } from "@/lib/models/ids";
import type { SharedProcess } from "@/lib/server/process";
import { type Backend, Refused } from "./backend";

/** The gateway in this process, called through its HTTP API without a socket. */
export function inProcess(shared: SharedProcess): Backend {
  const get = async <T>(path: string): Promise<T | null> => {
    const response = await shared.fetch(new Request(`http://in-process${path}`));
    if (response.status === 404) return null;
    if (response.status === 400) throw new Refused(((await response.json()) as ErrorBody).error.message);
    if (!response.ok) throw new Error(`GET ${path} answered ${response.status}: ${await response.text()}`);
    return (await response.json()) as T;
  };
  return {
    catalog: async () => shared.catalog(),
    gateways: async () => (await get<GatewayList>("/v1/gateways"))?.data ?? [],
    model: (id) => get<Model>(`/v1/models/${encodeId(id)}`),
    changes: (params) => get<ChangeList>(`/v1/changes?${params}`),
    openApi: () => get("/openapi.json"),
  };
}
