import { lookup } from "@/lib/contract/lookup";
import type { EndpointOf } from "./groups";
import type { Operation } from "./open-api";

/** A request to display or send: the URL with its query, the key, and the body as JSON. */
export interface ApiRequest {
  method: string;
  url: string;
  /** The key's variable in code, such as "GATEWAYZ_API_KEY"; null if no key is needed. */
  keyName: string | null;
  body: string | null;
}

export interface TryItProps {
  name: string;
  method: string;
  path: string;
  base: string;
  keyName: string | null;
  /** An example body, as JSON; null if there is no body. */
  body: string | null;
  parameters: readonly { name: string; location: string; required: boolean; example: string }[];
}

const BODIES: Record<string, object> = lookup({
  createChatCompletion: { model: "openai/gpt-oss-120b", messages: [{ role: "user", content: "Hello" }] },
  countResponseTokens: { input: "Hello" },
  createResponse: { model: "openai/gpt-oss-120b", input: "Hello" },
  compactResponse: { model: "openai/gpt-oss-120b", input: "Hello" },
  createMessage: { model: "openai/gpt-oss-120b", max_tokens: 500, messages: [{ role: "user", content: "Hello" }] },
  countMessageTokens: { model: "openai/gpt-oss-120b", messages: [{ role: "user", content: "Hello" }] },
  createEmbeddings: { model: "openai/text-embedding-3-small", input: "Hello" },
  createCompletion: { model: "openai/gpt-oss-120b", prompt: "Hello" },
  createConversation: { title: "Prices", model: "openai/gpt-oss-120b" },
  changeConversation: { title: "Prices" },
  setConversation: { title: "Prices" },
  addMessage: { role: "user", content: "Hello" },
  sendMessage: { content: "Hello", at: [{ targets: [{ model: "openai/gpt-oss-120b" }] }] },
  askForAnswers: { parent_id: 1, targets: [{ model: "openai/gpt-oss-120b" }] },
  searchConversations: { query: "prices", limit: 20 },
  share: { message_ids: [1] },
  importConversations: [{ title: "Prices", mapping: {} }],
  createPreset: { name: "brief", model: "openai/gpt-oss-120b", settings: { system: "Answer briefly." } },
  changePreset: { settings: { temperature: 0.2 } },
  reportOffer: { model: "openai/gpt-oss-120b", gateway: "groq", native_id: "openai/gpt-oss-120b" },
  setGatewayKey: { key: "YOUR_KEY_FOR_THE_GATEWAY" },
  signIn: { token: "local:THE_CODE" },
  createKey: { name: "my laptop", scopes: ["chat"] },
  changeKey: { spend_limit_usd: 10 },
});
const QUERIES: Record<string, string> = lookup({ listModels: "?gateway=groq&ability=tools&sort=in&limit=10" });
const PARTS: Record<string, string> = lookup({
  retrieveModel: "openai/gpt-oss-120b",
  listEndpoints: "openai/gpt-oss-120b",
  revokeKey: "current",
});

/** The key variable of an operation; null if no key is needed. */
export function keyNameOf({ security }: Operation): string | null {
  if (!security) return null;
  return JSON.stringify(security).includes("admin") ? "ADMIN_TOKEN" : "GATEWAYZ_API_KEY";
}

/** The example body of an operation, as JSON; null if there is no body. */
export function exampleBody({ operationId = "", requestBody }: Operation): string | null {
  const body = BODIES[operationId];
  if (body) return JSON.stringify(body, null, 2);
  return requestBody ? "{}" : null;
}

export function exampleRequest({ path, method, operation }: EndpointOf, base: string): ApiRequest {
  const { operationId = "" } = operation;
  const part = PARTS[operationId] ?? "ID";
  const address = path.replace("{gateway}", "groq").replace("{id}", part);
  return {
    method: method.toUpperCase(),
    url: base + address + (QUERIES[operationId] ?? ""),
    keyName: keyNameOf(operation),
    body: exampleBody(operation),
  };
}

const shell = (text: string) => `'${text.replaceAll("'", "'\\''")}'`;

/** The request as a curl command, with one parameter per line. */
export function curlText({ method, url, keyName, body }: ApiRequest): string {
  const [address = "", query] = url.split("?", 2);
  return [
    `curl ${query ? "-G " : ""}${method === "GET" ? "" : `-X ${method} `}${shell(address)}`,
    ...(query?.split("&").map((pair) => `-d ${shell(pair)}`) ?? []),
    ...(keyName ? [`-H "Authorization: Bearer $${keyName}"`] : []),
    ...(body === null ? [] : ["-H 'Content-Type: application/json'", `-d ${shell(body)}`]),
  ].join(" \\\n  ");
}

export function requestCode(request: ApiRequest) {
  return [
    { tool: "curl", title: "curl", language: "bash", code: curlText(request) },
    { tool: "python", title: "Python", language: "python", code: pythonText(request) },
    { tool: "typescript", title: "TypeScript", language: "typescript", code: typescriptText(request) },
  ];
}

function pythonText({ method, url, keyName, body }: ApiRequest): string {
  const call = [
    `    ${JSON.stringify(url)},`,
    ...(keyName ? [`    headers={"Authorization": f"Bearer {os.environ['${keyName}']}"},`] : []),
    ...(body === null ? [] : [`    json=${indented(body, "    ")},`]),
  ];
  return [
    ...(keyName ? ["import os", ""] : []),
    "import requests",
    "",
    `response = requests.${method.toLowerCase()}(`,
    ...call,
    ")",
    "print(response.json())",
  ].join("\n");
}

function typescriptText({ method, url, keyName, body }: ApiRequest): string {
  const headers = [
    ...(keyName ? [`Authorization: \`Bearer \${process.env.${keyName}}\``] : []),
    ...(body === null ? [] : ['"Content-Type": "application/json"']),
  ];
  const options = [
    ...(method === "GET" ? [] : [`  method: "${method}",`]),
    ...(headers.length > 0 ? [`  headers: { ${headers.join(", ")} },`] : []),
    ...(body === null ? [] : [`  body: JSON.stringify(${indented(body, "  ")}),`]),
  ];
  const call = options.length === 0 ? "" : `, {\n${options.join("\n")}\n}`;
  return `const response = await fetch(${JSON.stringify(url)}${call});\nconsole.log(await response.json());`;
}

function indented(text: string, by: string): string {
  return text.replaceAll("\n", `\n${by}`);
}
