import { modelPath } from "@/lib/models/ids";
import { type Api, type Check, check } from "./api";
import { table } from "./table";

const ARCH_ROUTER = "katanemo/Arch-Router-1.5B";

/** The verification commands by name; each prints its findings and returns its checks. */
export const CHECKS: Record<string, (api: Api, print: (line: string) => void) => Promise<Check[]>> = {
  "hf-api": async (api, print) => {
    const whole = await api.models("gateway=huggingface");
    const ids = whole.data.map((m) => m.id);
    const same = (others: readonly string[]) => others.length === ids.length && others.every((id, i) => id === ids[i]);
    const alias = await api.models("gateway=hug");
    const large = await api.models("gateway=huggingface&limit=50000");
    const walked = await api.walk("gateway=huggingface", 100);
    const gateway = (await api.gateways()).find((g) => g.slug === "huggingface");
    print(`huggingface: ${whole.total} models, state ${gateway?.state}, as of ${gateway?.synced_at}`);
    return [
      check(
        ids.length > 0 && ids.length === whole.total,
        `the whole list has as many rows as it says: ${ids.length} of ${whole.total}`,
      ),
      check(
        new Set(ids).size === ids.length,
        `no id comes twice: ${new Set(ids).size} different ones of ${ids.length}`,
      ),
      check(same(alias.data.map((m) => m.id)), `hug gives the same ${alias.data.length}`),
      check(same(large.data.map((m) => m.id)), `limit=50000 gives the same ${large.data.length}`),
      check(same(walked.ids), `${walked.pages} pages of 100 give the same ${walked.ids.length}`),
      check(gateway?.unique === ids.length, `/v1/gateways counts the same: ${gateway?.unique}`),
    ];
  },

  pagination: async (api, print) => {
    const whole = (await api.models("")).data.map((m) => m.id);
    const results: Check[] = [];
    for (const offset of [0, 100, 200, 500, 1000]) {
      const page = await api.models(`limit=100&offset=${offset}`);
      const expected = whole.slice(offset, offset + 100);
      const ids = page.data.map((m) => m.id);
      print(`offset ${offset}: ${ids.length} rows, first ${ids[0] ?? "-"}, has_more ${page.has_more}`);
      results.push(
        check(
          ids.join("\n") === expected.join("\n"),
          `offset ${offset} gives rows ${offset + 1} to ${offset + ids.length}`,
        ),
      );
    }
    const walked = await api.walk("", 1000);
    print(`everything: ${walked.ids.length} rows in ${walked.pages} pages`);
    results.push(check(walked.ids.join("\n") === whole.join("\n"), `walking to the end gives all ${whole.length}`));
    return results;
  },

  "gateway-counts": async (api, print) => {
    const gateways = await api.gateways();
    const results: Check[] = [];
    const sum = (key: "total" | "unique" | "duplicates") => gateways.reduce((total, g) => total + g[key], 0);
    print(
      table(
        ["Gateway", "Total", "Unique", "Duplicates", "Status"],
        [
          ...gateways.map((g) => [g.slug, g.total, g.unique, g.duplicates, g.state]),
          ["TOTAL", sum("total"), sum("unique"), sum("duplicates"), `${gateways.length} gateways`],
        ],
      ),
    );
    for (const gateway of gateways) {
      const ids = (await api.models(`gateway=${gateway.slug}`)).data.map((m) => m.id);
      const holds = ids.length === gateway.unique && new Set(ids).size === ids.length && ids.length > 0;
      results.push(check(holds, `${gateway.slug} lists ${ids.length} different models, counts ${gateway.unique}`));
    }
    return results;
  },

  "arch-router": async (api, print) => {
    const list = await api.models("gateway=huggingface");
    const row = list.data.find((m) => m.id === ARCH_ROUTER);
    const one = await api.fetch(`/v1/models/${ARCH_ROUTER}`);
    const page = await api.fetch(modelPath(ARCH_ROUTER));
    const html = await page.text();
    const messages = [{ role: "user", content: "Hello" }];
    const chat = await api.fetch("/v1/chat/completions", {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ model: ARCH_ROUTER, messages }),
    });
    print(`${ARCH_ROUTER}: ${row ? `listed, ${row.source_gateways.join(", ")}` : "not listed"}`);
    return [
      check(row !== undefined, `it is among the ${list.data.length} models of huggingface`),
      check(one.status === 200, `GET /v1/models/${ARCH_ROUTER} answers ${one.status}`),
      check(page.status === 200 && html.includes(ARCH_ROUTER), `its page answers ${page.status}`),
      check(chat.status === 401, `chat without a key answers ${chat.status}, expected 401`),
    ];
  },
};
