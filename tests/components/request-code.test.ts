import { describe, expect, it } from "vitest";
import { endpointGroups } from "@/components/docs/groups";
import { curlText, exampleRequest, requestCode } from "@/components/docs/request-code";

const get = { method: "GET", url: "http://a.example/v1/models?q=a%20b&limit=1", keyName: null, body: null };

describe("an example of a request", () => {
  it("is a curl command with each parameter on its own line", () => {
    expect(curlText(get)).toBe("curl -G 'http://a.example/v1/models' \\\n  -d 'q=a%20b' \\\n  -d 'limit=1'");
  });

  it("quotes special characters for the shell, and names the key without showing it", () => {
    const post = { method: "POST", url: "http://a.example/v1/x", keyName: "GATEWAYZ_API_KEY", body: '{"a":"it\'s"}' };
    expect(curlText(post)).toBe(
      [
        "curl -X POST 'http://a.example/v1/x'",
        '-H "Authorization: Bearer $GATEWAYZ_API_KEY"',
        "-H 'Content-Type: application/json'",
        `-d '{"a":"it'\\''s"}'`,
      ].join(" \\\n  "),
    );
    expect(requestCode(post).map(({ tool }) => tool)).toEqual(["curl", "python", "typescript"]);
  });

  it("fills the parts of the path", () => {
    const operation = { operationId: "retrieveModel" };
    const endpoint = { path: "/v1/models/{id}", method: "get", operation, anchor: "retrieveModel" };
    expect(exampleRequest(endpoint, "http://a.example").url).toBe("http://a.example/v1/models/openai/gpt-oss-120b");
  });
});

it("endpoints are grouped, and others are in the last group", () => {
  const paths = {
    "/v1/models": { get: {} },
    "/v1/chat/sessions": { get: {}, post: {} },
    "/v1/chat/send": { post: {} },
    "/v1/chat/stats": { get: {} },
    "/v1/chat/shared/{token}": { get: {} },
    "/v1/presets/{id}": { get: {} },
    "/v1/chat/completions": { post: {} },
    "/v1/else": { get: {} },
  };
  expect(endpointGroups({ paths }).map(({ name, endpoints }) => [name, endpoints.length])).toEqual([
    ["Models", 1],
    ["Chat", 1],
    ["Conversations", 6],
    ["More", 1],
  ]);
});
