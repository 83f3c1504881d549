import {
  type Attributes,
  type Context,
  ROOT_CONTEXT,
  type Span,
  SpanKind,
  SpanStatusCode,
  trace,
} from "@opentelemetry/api";
import { AsyncLocalStorageContextManager } from "@opentelemetry/context-async-hooks";
import { W3CTraceContextPropagator } from "@opentelemetry/core";
import { OTLPTraceExporter } from "@opentelemetry/exporter-trace-otlp-http";
import { defaultResource, detectResources, envDetector, resourceFromAttributes } from "@opentelemetry/resources";
import { BatchSpanProcessor, ConsoleSpanExporter, NodeTracerProvider } from "@opentelemetry/sdk-trace-node";
import type { AttemptSpan, RequestSpan, Tracing } from "./tracing";

/** The destination of spans: a URL that accepts OTLP as JSON, or null for the terminal. */
interface TracingOptions {
  url: string | null;
  serviceName: string;
}

const propagator = new W3CTraceContextPropagator();
const toHeaders = {
  set: (carrier: Record<string, string>, name: string, value: string) => {
    carrier[name] = value;
  },
};

/**
 * Starts OpenTelemetry: sampling, batches, headers, and resource attributes come from its own variables
 * (`OTEL_TRACES_SAMPLER`, `OTEL_BSP_*`, `OTEL_EXPORTER_OTLP_HEADERS`, `OTEL_RESOURCE_ATTRIBUTES`). Uses no globals: a
 * process may have several.
 */
export function startTracing({ url, serviceName }: TracingOptions): Tracing {
  const exporter = url === null ? new ConsoleSpanExporter() : new OTLPTraceExporter({ url });
  const resource = defaultResource()
    .merge(detectResources({ detectors: [envDetector] }))
    .merge(resourceFromAttributes({ "service.name": serviceName }));
  const provider = new NodeTracerProvider({ resource, spanProcessors: [new BatchSpanProcessor(exporter)] });
  const contexts = new AsyncLocalStorageContextManager().enable();
  const tracer = provider.getTracer("gatewayz");
  return {
    request({ method, requestId, header }) {
      const parent = propagator.extract(ROOT_CONTEXT, header, {
        get: (from, name) => from(name),
        keys: () => propagator.fields(),
      });
      const attributes = { "http.request.method": method, "gatewayz.request_id": requestId };
      const span = tracer.startSpan(method, { kind: SpanKind.SERVER, attributes }, parent);
      return requestSpan(span, method, trace.setSpan(parent, span), contexts);
    },
    attempt(gateway, nativeId) {
      const attributes = {
        "gen_ai.operation.name": "chat",
        "gen_ai.provider.name": gateway,
        "gen_ai.request.model": nativeId,
      };
      const parent = contexts.active();
      const span = tracer.startSpan(`chat ${gateway}`, { kind: SpanKind.CLIENT, attributes }, parent);
      return attemptSpan(span, trace.setSpan(parent, span));
    },
    close: () => provider.shutdown(),
  };
}

function requestSpan(
  span: Span,
  method: string,
  context: Context,
  contexts: AsyncLocalStorageContextManager,
): RequestSpan {
  return {
    run: (handler) => contexts.with(context, handler),
    end({ status, route, aborted }) {
      span.updateName(`${method} ${route}`);
      span.setAttributes({ "http.route": route, "http.response.status_code": status });
      if (aborted) span.setAttribute("gatewayz.aborted", true);
      if (status >= 500) span.setStatus({ code: SpanStatusCode.ERROR });
      span.end();
    },
  };
}

function attemptSpan(span: Span, context: Context): AttemptSpan {
  return {
    headers(given) {
      const headers = { ...given };
      propagator.inject(context, headers, toHeaders);
      return headers;
    },
    failed(type, status) {
      span.setAttribute("error.type", type);
      if (status !== null) span.setAttribute("http.response.status_code", status);
      span.setStatus({ code: SpanStatusCode.ERROR });
      span.end();
    },
    answered: () => void span.addEvent("first token"),
    over({ outcome, errorType, firstTokenMs, promptTokens, completionTokens, costUsd }) {
      span.setAttributes({
        "http.response.status_code": 200,
        "gatewayz.outcome": outcome,
        ...given("error.type", errorType),
        ...given("gatewayz.first_token_ms", firstTokenMs),
        ...given("gen_ai.usage.input_tokens", promptTokens),
        ...given("gen_ai.usage.output_tokens", completionTokens),
        ...given("gatewayz.cost_usd", costUsd),
      });
      if (errorType) span.setStatus({ code: SpanStatusCode.ERROR });
      span.end();
    },
  };
}

const given = (name: string, value: string | number | null): Attributes => (value === null ? {} : { [name]: value });
