import type { Offer } from "@/lib/contract/offer";
import { chunk, type Script, type UpstreamRequest, USAGE } from "../fakes/scripted-upstream";
import { chatOffer } from "../server/chat-server";
import { type Case, TEXT } from "./clients";
import { answerTo } from "./run-tool";
import type { Tool } from "./tools";

/** Answers each input with the vector that the client must read. */
const vectors: Script = ({ body }, response) => {
  const embedding = TEXT.vectors.split(",").map(Number);
  const data = [body.input].flat().map((_, index) => ({ object: "embedding", index, embedding }));
  const usage = { prompt_tokens: 5, total_tokens: 5 };
  response.end(JSON.stringify({ object: "list", model: body.model, data, usage }));
};

/** The offer that a case asks for. */
export function offerOf({ script }: Case, model: string): Offer {
  const architecture = { input_modalities: ["text"], output_modalities: ["embeddings"] };
  return chatOffer("groq", model, script === "vectors" ? { architecture } : { context_length: null });
}

/** The upstream of a case. */
export const scriptOf = ({ script }: Case): Script => (script === "vectors" ? vectors : script);

/** The upstream of a coding tool: it lets the tool read the file, then says what it says. */
export function toolScript(tool: Tool, file: () => string): Script {
  return (call: UpstreamRequest, response) => {
    const { model, stream } = call.body;
    const said = answerTo(call, tool, file());
    const finish_reason = said.tool_calls ? "tool_calls" : "stop";
    const frame = { id: "chatcmpl-1", created: 1, model };
    if (!stream) {
      const choices = [{ index: 0, message: { role: "assistant", ...said }, finish_reason }];
      return void response.end(JSON.stringify({ ...frame, object: "chat.completion", choices, usage: USAGE }));
    }
    const last = { ...frame, object: "chat.completion.chunk", choices: [], usage: USAGE };
    response.writeHead(200, { "content-type": "text/event-stream" });
    response.write(chunk(model, said));
    response.write(chunk(model, {}, finish_reason));
    response.end(`data: ${JSON.stringify(last)}\n\ndata: [DONE]\n\n`);
  };
}
