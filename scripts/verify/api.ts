import type { GatewayList } from "@/lib/contract/gateway";
import type { ModelList } from "@/lib/contract/model";

/** A statement about the server, and whether it is true. */
export interface Check {
  ok: boolean;
  text: string;
}

export const check = (ok: boolean, text: string): Check => ({ ok, text });

/** The server under test. */
export class Api {
  constructor(readonly base: string) {}

  fetch(path: string, init: RequestInit = {}): Promise<Response> {
    return fetch(this.base + path, { ...init, signal: AbortSignal.timeout(75_000) });
  }

  async json<T>(path: string): Promise<T> {
    const response = await this.fetch(path);
    if (!response.ok)
      throw new Error(`GET ${path} answered ${response.status}: ${(await response.text()).slice(0, 200)}`);
    return (await response.json()) as T;
  }

  models(query: string): Promise<ModelList> {
    return this.json<ModelList>(`/v1/models?${query}`);
  }

  async gateways(): Promise<GatewayList["data"]> {
    return (await this.json<GatewayList>("/v1/gateways")).data;
  }

  /** All IDs of a list, read in pages of `limit`, and the number of pages. */
  async walk(query: string, limit: number): Promise<{ ids: string[]; pages: number }> {
    const ids: string[] = [];
    let pages = 0;
    for (let offset: number | null = 0; offset !== null; pages++) {
      const page: ModelList = await this.models(`${query}&limit=${limit}&offset=${offset}`);
      ids.push(...page.data.map((m) => m.id));
      if (page.next_offset !== null && page.next_offset <= offset)
        throw new Error(`next_offset ${page.next_offset} does not lead on`);
      offset = page.next_offset;
    }
    return { ids, pages };
  }
}
