import type { Env } from "../env";
import type { Tracing } from "./tracing";

/** OpenTelemetry tracing, if its standard variables enable it; otherwise null, without loading its code. */
export async function openTracing(env: Env): Promise<Tracing | null> {
  const exporter = env.OTEL_TRACES_EXPORTER ?? (tracesUrl(env) ? "otlp" : "none");
  if (exporter === "none" || env.OTEL_SDK_DISABLED) return null;
  const { startTracing } = await import("./sdk");
  return startTracing({
    url: exporter === "console" ? null : (tracesUrl(env) ?? "http://localhost:4318/v1/traces"),
    serviceName: env.OTEL_SERVICE_NAME,
  });
}

function tracesUrl(env: Env): string | undefined {
  const all = env.OTEL_EXPORTER_OTLP_ENDPOINT;
  return env.OTEL_EXPORTER_OTLP_TRACES_ENDPOINT ?? (all && `${all}/v1/traces`);
}
