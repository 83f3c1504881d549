import autocannon from "autocannon";
import { median, round, table, upstreamsOf } from "./kit";
import { startServer } from "./server-process";

const ROUNDS = 3;
const SECONDS = 3;

/** `GET /v1/models` through the gateway against a bare node:http server that sends the same bytes, in turn. */
export async function benchThroughput(): Promise<void> {
  const upstreams = await upstreamsOf(2_293);
  const server = await startServer(upstreams.env());
  await server.sync();
  const whole = await fetch(`${server.gateway}/v1/models`, { headers: { "accept-encoding": "br" } });
  const etag = whole.headers.get("etag") ?? "";
  await whole.arrayBuffer();
  const rows: (string | number)[][] = [];
  const cases: [string, Record<string, string>][] = [
    ["whole catalog, br", { "accept-encoding": "br" }],
    ["304 by ETag", { "accept-encoding": "br", "if-none-match": etag }],
  ];
  for (const [name, headers] of cases) {
    const rates = { gateway: [] as number[], bare: [] as number[] };
    for (let i = 0; i < ROUNDS; i++) {
      for (const which of ["gateway", "bare"] as const) {
        const result = await autocannon({
          url: `${server[which]}/v1/models`,
          headers,
          connections: 16,
          duration: SECONDS,
        });
        rates[which].push(result.requests.average);
      }
    }
    const ratios = rates.gateway.map((rate, i) => rate / (rates.bare[i] ?? Number.NaN));
    rows.push([name, round(median(rates.gateway), 0), round(median(rates.bare), 0), round(median(ratios), 2)]);
  }
  console.log(table(["answer", "gateway req/s", "node:http req/s", "ratio"], rows));
  await server.stop();
  await upstreams.close();
}
