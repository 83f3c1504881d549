import { ChatRequest } from "@/lib/contract/chat";
import { errorBody } from "@/lib/contract/error";
import { ChatSseWriter, wantsUsage } from "../../chat/chunk-writer";
import { withBilledUsage } from "../../chat/reply";
import { contentOf, KEY } from "../../routes/contract";
import { adaptedBy } from "../offer-body";
import { CALL_ERRORS, type Protocol, type ProtocolCall } from "../protocol";
import type { Translated } from "../request";
import { CustomCallWriter, wholeWithCustomCalls } from "./custom-calls";
import { readChatRequest, type SentChat } from "./request";

const NOTHING: readonly string[] = [];

/** `POST /v1/chat/completions`, OpenAI's protocol, which is also the internal one. */
export const chatProtocol: Protocol = {
  path: "/v1/chat/completions",
  describe: {
    operationId: "createChatCompletion",
    summary: "Create a chat completion",
    description:
      "OpenAI's chat completion, streamed or whole. The key may also come as `x-api-key` or `api-key`, and the body may be " +
      "compressed with gzip, br, or deflate. Integers keep all their digits. Azure's clients may call " +
      "`/openai/deployments/{model}/chat/completions` (and `/completions`, `/embeddings`) or the paths below " +
      "`/openai/v1`.\n\n" +
      "A body may also be in the form of Responses (`input`, `instructions`, `max_output_tokens`, `reasoning`, `text`) " +
      "or Messages (`system`, content blocks, `stop_sequences`, `thinking`), or have messages and tools in several " +
      "forms, as Cursor sends them; the answer is a chat completion. Hints such as `store` and `include` are left out, " +
      "and other fields that chats don't have are named in `x-gatewayz-ignored`. `previous_response_id`, `conversation`, " +
      "`prompt`, and `background` get a 400.\n\n" +
      "`-thinking-high` (or another effort) behind a model's name sets its effort, and `-fast` is ignored, as Cursor's " +
      "model picker adds them.\n\n" +
      "A `custom` tool is a function with one string argument at the gateway, and a call of it comes back as a custom " +
      "call. Where the tool was declared without an object `custom`, the call also has a `function` with the plain input " +
      "as its arguments, and may come back in that form.\n\n" +
      "Limits: 10,000 messages, 512 tools, 256 levels, 250,000 values, 200,000 keys, and 2,000 keys in one " +
      "object.\n\n" +
      "Unknown fields reach the gateway unchanged. Fields that cost more there or use what the operator stored " +
      "there (`plugins`, `web_search_options`, `web_search`, `enable_search`, `search_parameters`, " +
      "`service_tier`, `speed`, `inference_geo`, `container`, `mcp_servers`, `preset`, the suffix `:online`, " +
      "and tools that the gateway runs) pass only with your own key for that gateway, or where the operator " +
      "has set ALLOW_COSTLY_FIELDS. Otherwise a request that forces such a tool gets a 400, and all of them are removed " +
      "and named in the header `x-gatewayz-ignored`, " +
      "like `transforms` and `route` where a gateway does not know them, and hints that a gateway refuses " +
      "(`store`, `metadata`, `user`, `prompt_cache_key`, `cache_control`, an effort, a limit of tokens, …). Fields that are null or an " +
      "empty list count as absent. A limit of tokens is lowered for a prompt that leaves less room, but at least 1,024 " +
      "tokens. The role `developer` is sent as `system`. Where a model refuses system messages " +
      "behind others, their text is sent as the user's.\n\n" +
      "`gatewayz` in the answer says who answered and what was tried. `usage.cost` is the cost in USD, as " +
      "reported by the gateway (`cost_source: gateway`) or computed from its prices (`computed`); it is left " +
      "out where no price is known. `usage.completion_tokens` includes reasoning. `usage.estimated` means that " +
      "tokens were counted here.\n\n" +
      "In a stream, usage is a chunk of its own if you ask for it (`stream_options.include_usage` or " +
      "`usage: { include: true }`). Otherwise the chunk with the finish reason carries it and waits up to 250 ms " +
      "for it. A stream that is cut off ends with an event that has `error` and no `choices`, and no [DONE] " +
      "follows.\n\n" +
      "Tool calls are numbered from 0 and have an ID and JSON as their arguments. Finish reasons have OpenAI's names, " +
      "with the gateway's own in `native_finish_reason`. Reasoning comes as `reasoning` and `reasoning_content`. A " +
      "whole answer may take up to 590 s (ANSWER_TIMEOUT_SECONDS); HTTP/1.1 clients get 102 Processing every " +
      "60 s until then.",
    security: KEY,
    requestBody: { required: true, content: contentOf(ChatRequest) },
    responses: { 200: { description: "OpenAI's chat completion, or an event stream of its chunks." }, ...CALL_ERRORS },
  },
  errorBody,
  read: (bytes) => {
    const chat = readChatRequest(bytes);
    return chat instanceof Promise ? chat.then(callOf) : callOf(chat);
  },
};

function callOf({ request, sent, mixed }: SentChat): ProtocolCall {
  const call: ProtocolCall = {
    request,
    sent,
    ignored: NOTHING,
    whole: withBilledUsage,
    writer: (out) => new ChatSseWriter(out, wantsUsage(request)),
  };
  return mixed ? { ...call, ...mixedCall(request, mixed) } : call;
}

/** How a chat in other protocols' formats is passed on and answered. */
function mixedCall(request: ChatRequest, { ignored, hints, tools }: Translated): Partial<ProtocolCall> {
  const adapted: Partial<ProtocolCall> = {
    ignored,
    ...(hints.size === 0 ? {} : adaptedBy(hints)),
  };
  if (tools.size === 0) return adapted;
  return {
    ...adapted,
    whole: (answer) => wholeWithCustomCalls(answer, tools),
    writer: (out) => new CustomCallWriter(tools, out, wantsUsage(request)),
  };
}
