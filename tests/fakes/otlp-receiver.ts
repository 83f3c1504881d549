import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

interface OtlpValue {
  stringValue?: string;
  intValue?: number | string;
  doubleValue?: number;
  boolValue?: boolean;
}
interface OtlpAttribute {
  key: string;
  value: OtlpValue;
}
interface OtlpSpan {
  traceId: string;
  spanId: string;
  parentSpanId?: string;
  name: string;
  kind: number;
  attributes: OtlpAttribute[];
  events: { name: string }[];
  status: { code: number };
}

/** A span as it arrived. */
export interface ReceivedSpan extends Omit<OtlpSpan, "attributes" | "events" | "status"> {
  service: unknown;
  attributes: Record<string, unknown>;
  events: string[];
  failed: boolean;
}

/** A collector that takes OpenTelemetry's spans over HTTP, as JSON. */
export interface OtlpReceiver {
  url: string;
  spans: ReceivedSpan[];
  /** Everything that arrived, as text. */
  text(): string;
  close(): Promise<void>;
}

const valuesOf = (attributes: OtlpAttribute[]) =>
  Object.fromEntries(attributes.map(({ key, value }) => [key, Object.values(value)[0] as unknown]));

/** Starts it on a port of its own. */
export async function startOtlpReceiver(): Promise<OtlpReceiver> {
  const spans: ReceivedSpan[] = [];
  let all = "";
  const server = createServer({ keepAliveTimeout: 0 }, async (request, response) => {
    let text = "";
    for await (const piece of request) text += piece;
    all += text;
    if (request.url !== "/v1/traces") return void response.writeHead(404).end();
    const { resourceSpans } = JSON.parse(text) as {
      resourceSpans: { resource: { attributes: OtlpAttribute[] }; scopeSpans: { spans: OtlpSpan[] }[] }[];
    };
    for (const { resource, scopeSpans } of resourceSpans)
      for (const { attributes, events, status, ...span } of scopeSpans.flatMap((scope) => scope.spans))
        spans.push({
          ...span,
          service: valuesOf(resource.attributes)["service.name"],
          attributes: valuesOf(attributes),
          events: events.map(({ name }) => name),
          failed: status.code === 2,
        });
    response.writeHead(200, { "content-type": "application/json" }).end("{}");
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    spans,
    text: () => all,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
