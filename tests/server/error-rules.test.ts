import { describe, expect, it } from "vitest";
import { readErrorBody } from "@/lib/server/chat/error-body";
import { errorIn, readFailure } from "@/lib/server/chat/read-error";
// It names the gateways.
import "@/lib/server/providers/registry";
import { CONTEXT, error, NOT_CONTEXT } from "../fakes/error-bodies";

const fail = (status: number, body: unknown, retryAfter?: string, gateway = "groq", ownKey = false) =>
  readFailure(
    gateway,
    { status, text: typeof body === "string" ? body : JSON.stringify(body), headers: { "retry-after": retryAfter } },
    ownKey,
  );

describe("context length errors", () => {
  it.each(CONTEXT)("are recognized in the words of %s", (_, status, body) => {
    expect(fail(status, body)).toMatchObject({ type: "context_length_exceeded", failOver: true, counts: false });
  });

  it.each(NOT_CONTEXT)("are not recognized in %s", (_, status, body) => {
    expect(fail(status, body).type).not.toBe("context_length_exceeded");
  });
});

describe("errors about one request", () => {
  it.each<[string, number, unknown, string, boolean]>([
    ["a plain 400", 400, error("messages: expected an array"), "invalid_request", false],
    [
      "a plain 422",
      422,
      { detail: [{ loc: ["body", "n"], msg: "Input should be less than 2", type: "less_than" }] },
      "invalid_request",
      false,
    ],
    ["413", 413, error("Request entity too large"), "payload_too_large", true],
    [
      "404 for a parameter",
      404,
      error("No endpoints found that support tool use.", { code: 404 }),
      "invalid_request",
      true,
    ],
    ["404 for a data policy", 404, error("No endpoints found matching your data policy."), "invalid_request", true],
    ["an unsupported property", 400, error("property 'logit_bias' is unsupported"), "invalid_request", true],
    [
      "an unsupported safety parameter",
      400,
      error("Unsupported parameter: 'safety_settings'"),
      "invalid_request",
      true,
    ],
    [
      "an unsupported moderation field",
      400,
      error('Unknown name "moderation": Cannot find field.'),
      "invalid_request",
      true,
    ],
    [
      "an unsupported role",
      422,
      { detail: [{ msg: "Input should be 'system', 'user' or 'assistant'", type: "enum" }] },
      "invalid_request",
      true,
    ],
    [
      "tools without a parser",
      400,
      error('"auto" tool choice requires --enable-auto-tool-choice and --tool-call-parser to be set'),
      "invalid_request",
      true,
    ],
    [
      "a content policy",
      400,
      error("Your input was flagged by moderation", { code: "content_policy_violation" }),
      "content_policy_violation",
      false,
    ],
    [
      "a refusal as 403",
      403,
      { code: "permission", error: "Content violates usage guidelines. Failed check: SAFETY_CHECK_TYPE_BIO" },
      "content_policy_violation",
      false,
    ],
  ])("never count against the offer: %s", (_, status, body, type, failOver) => {
    expect(fail(status, body, "30")).toMatchObject({
      type,
      failOver,
      counts: false,
    });
  });
});

describe("errors about the offer", () => {
  it.each<[number, unknown]>([
    [
      400,
      error("The model `lab/x` has been decommissioned and is no longer supported.", { code: "model_decommissioned" }),
    ],
    [
      400,
      error("The requested model 'lab/x' is not supported by any provider you have enabled.", {
        code: "model_not_supported",
      }),
    ],
    [400, error("Unable to access non-serverless model lab/x.", { code: "model_not_available" })],
    [404, error("The model `lab/x` does not exist or you do not have access to it.", { code: "model_not_found" })],
    [404, { object: "error", message: "The model `lab/x` does not exist.", type: "NotFoundError", code: 404 }],
    [404, { error: "model 'lab/x' not found, try pulling it first" }],
    [404, error("No endpoints found for lab/x.")],
    [404, { code: 404, reason: "MODEL_NOT_FOUND", message: "model not found" }],
    [404, "<html>Not found</html>"],
    [400, error("Your credit balance is too low to access the API.")],
    [405, { detail: "Method Not Allowed" }],
    [410, error("gone")],
    [424, error("failed dependency")],
    [451, error("not available in your region")],
    [402, error("Insufficient credits")],
    [401, error("Invalid API key")],
    [400, error("API key not valid. Please pass a valid API key.")],
    [500, error("internal")],
    [429, error("slow down")],
  ])("count, and the next offer is tried: %s %j", (status, body) => {
    expect(fail(status, body)).toMatchObject({ failOver: true, counts: true });
  });
});

describe("the reported error", () => {
  it("has the reason of the upstream behind a gateway", () => {
    const raw = JSON.stringify({ error: { message: "Image is too small" } });
    expect(fail(400, error("Provider returned error", { metadata: { raw } }), undefined, "openrouter").message).toBe(
      "OpenRouter answered 400: Image is too small",
    );
    expect(fail(400, error("Provider returned error", { metadata: { raw: "just words" } })).message).toContain(
      "just words",
    );
  });

  it("has the delay, from the header or Google's RetryInfo", () => {
    const details = [{ "@type": "type.googleapis.com/google.rpc.RetryInfo", retryDelay: "36.5s" }];
    expect(fail(429, [error("quota", { details })]).retryAfterSeconds).toBe(37);
    expect(fail(429, error("quota", { details }), "5").retryAfterSeconds).toBe(5);
    expect(fail(429, error("quota"), "1e999").retryAfterSeconds).toBeUndefined();
  });

  it("has the delay from other headers, or from its words", () => {
    const said = (headers: Record<string, string>, message = "quota") =>
      readFailure("openrouter", { status: 429, text: JSON.stringify(error(message)), headers }, false)
        .retryAfterSeconds;
    expect(said({ "retry-after-ms": "8600", "retry-after": "60" })).toBe(9);
    expect(said({ "x-ratelimit-reset": "12" })).toBe(12);
    expect(said({}, "Rate limit reached. Please try again in 7.66s.")).toBe(8);
    expect(said({}, "Rate limit reached. Please try again in 2m3.5s. Visit us.")).toBe(124);
    expect(said({}, "Try again later.")).toBeUndefined();
  });

  it("has no address, path, or key", () => {
    const { message } = readErrorBody(
      'connect to http://10.0.3.7:8000/v1 and vllm-0.vllm.svc.cluster.local:8000 failed, File "/usr/src/app/serve.py", line 3, at 127.0.0.1:9 with sk-abcdefghijklmnop',
    );
    for (const secret of ["10.0", "8000", "svc", "/usr", "127", "abcdef"]) expect(message).not.toContain(secret);
    const open = "see https://console.groq.com/docs/errors or POST /v1/chat/completions";
    expect(readErrorBody(open).message).toBe(open);
  });

  it("says whose key was rejected", () => {
    expect(fail(401, error("bad"), undefined, "xai", true)).toMatchObject({
      type: "permission_denied",
      message: "xAI refused your own key: bad",
    });
    expect(fail(401, error("bad")).type).toBe("provider_unavailable");
  });

  it("follows textual codes when an event has no status", () => {
    const of = (body: object) => errorIn("groq", { error: body }).type;
    expect(of({ message: "slow", code: "rate_limit_exceeded" })).toBe("rate_limit_exceeded");
    expect(of({ message: "busy", type: "overloaded_error" })).toBe("provider_overloaded");
    expect(of({ message: "This model's maximum context length is 10 tokens" })).toBe("context_length_exceeded");
    expect(of({ message: "no", code: 503 })).toBe("provider_overloaded");
  });
});
