import { ChatRequest } from "@/lib/contract/chat";
import { errorBody } from "@/lib/contract/error";
import { ChatSseWriter, wantsUsage } from "../chat/chunk-writer";
import { checkChatRequest } from "../routes/chat-request";
import { contentOf, KEY } from "../routes/contract";
import { CALL_ERRORS, type Protocol, type ProtocolCall } from "./protocol";

const NOTHING: readonly string[] = [];

/** `POST /v1/chat/completions`, OpenAI's protocol, which is also the internal one. */
export const chatProtocol: Protocol = {
  path: "/v1/chat/completions",
  describe: {
    operationId: "createChatCompletion",
    summary: "Create a chat completion",
    description:
      "OpenAI's chat. Fields that are not named here pass through untouched, except for those that cost more " +
      "at a gateway or use what the operator stored there (plugins, web_search_options, web_search, " +
      "enable_search, search_parameters, service_tier, speed, inference_geo, container, mcp_servers, preset, " +
      "the suffix :online, tools that the gateway runs): without the caller's own key for that gateway, or a " +
      "setting of the server (ALLOW_COSTLY_FIELDS), they are removed and named in the header " +
      "x-gatewayz-ignored, as are transforms and route where a gateway does not know " +
      "them. At most 10,000 messages, 512 tools, 256 levels, 250,000 values, 200,000 keys and 2,000 keys in " +
      "one object. `gatewayz` in the answer says who answered and what was tried. `usage.cost` is what it " +
      "cost in USD: as the gateway reported it (`cost_source: gateway`) or computed from its prices " +
      "(`computed`); it is left out where no price is known. `usage.completion_tokens` includes reasoning, " +
      "also where a gateway counts it separately; `usage.estimated` says that tokens were counted here. In " +
      "a stream, the usage is a chunk of its own where it was asked for (`stream_options.include_usage`, or " +
      "`usage: { include: true }`); otherwise the chunk with the finish reason carries it, and waits at " +
      "most 250 ms for it. An answer that is cut off ends in an event with `error` and without `choices`, " +
      "and no [DONE] follows. Tool calls are numbered from 0 and have an ID; reasoning comes as `reasoning` " +
      "and `reasoning_content`. A whole answer may take up to 590 s (ANSWER_TIMEOUT_SECONDS); HTTP/1.1 " +
      "clients get 102 Processing every 60 s meanwhile. The key may come as `x-api-key`, the body with " +
      "content-encoding gzip, br, or deflate; integers keep all their digits.",
    security: KEY,
    requestBody: { required: true, content: contentOf(ChatRequest) },
    responses: { 200: { description: "OpenAI's chat completion, or an event stream of its chunks." }, ...CALL_ERRORS },
  },
  errorBody,
  read: (bytes) => {
    const request = checkChatRequest(bytes);
    return request instanceof Promise ? request.then(callOf) : callOf(request);
  },
};

function callOf(request: ChatRequest): ProtocolCall {
  return {
    request,
    ignored: NOTHING,
    whole: (completion) => completion,
    writer: (out) => new ChatSseWriter(out, wantsUsage(request)),
  };
}
