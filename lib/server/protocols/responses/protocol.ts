import { type ApiError, errorBody } from "@/lib/contract/error";
import { isRecord, type Json } from "@/lib/contract/json-object";
import type { CancelSignal } from "@/lib/net/cancel-signal";
import { markLarge } from "@/lib/net/turns";
import type { Caller } from "../../auth/key-ring";
import { NoRoomError } from "../../db/chat-room";
import type { ResponseStore } from "../../db/responses";
import type { Log } from "../../log";
import { bodyLike, KEY } from "../../routes/contract";
import { CHAT_SHAPE, isLargeBody, parseJson } from "../../routes/parse";
import { EventWriter, translateWhole } from "../event-writer";
import { expected } from "../json";
import { adaptedBy } from "../offer-body";
import { CALL_ERRORS, type Protocol, type ProtocolCall } from "../protocol";
import { isTrigger } from "./compaction";
import { historyOf } from "./history";
import { ResponseIds } from "./ids";
import { isReference } from "./items";
import { fillResponse, NativeResponses, responsesAdapter } from "./native";
import { inputOf, readResponsesRequest, type StoredItems } from "./request";
import { openResponse } from "./response";
import { SummaryWriter, summaryRequest } from "./summary";
import { ResponseWriter } from "./writer";

const DAY_MS = 86_400_000;
/** Larger responses, including their input, are not stored. */
const MAX_STORED_CHARACTERS = 4_000_000;

/** Responses that this process is generating, so that they can be canceled. */
export class RunningResponses {
  readonly #running = new Map<string, { keyId: number; cancel(): Json }>();

  add(id: string, keyId: number, cancel: () => Json): () => void {
    this.#running.set(id, { keyId, cancel });
    return () => void this.#running.delete(id);
  }

  /** The canceled response; null when this key has no running one with this ID. */
  cancel(id: string, keyId: number): Json | null {
    const run = this.#running.get(id);
    return run?.keyId === keyId ? run.cancel() : null;
  }
}

interface ResponsesOptions {
  store: ResponseStore;
  running: RunningResponses;
  log: Log;
}

/** `POST /v1/responses`, OpenAI's protocol. */
export function responsesProtocol(options: ResponsesOptions): Protocol {
  return {
    path: "/v1/responses",
    describe: {
      operationId: "createResponse",
      summary: "Create a response",
      description:
        "OpenAI's Responses API over every model. Function tools and custom tools work with every model that " +
        "takes tools; tools that OpenAI hosts are left out and named in the header `x-gatewayz-ignored`, and " +
        "a request that forces one gets a 400. A response is stored for 24 hours for its key; with `store: " +
        "true` it is stored for the account until it is deleted, with `store: false` not at all. Responses " +
        "over 4 MB with their input are not stored and say `store: false`; nor are those of an account whose stored " +
        "responses take 200 MB (a setting of the server), unless deleting the oldest that were to expire makes room. " +
        "`previous_response_id` leads back " +
        "over at most 500 responses and 30 MB. An answer that was cut off ends in `response.failed`; one that " +
        "reached its limit, in `response.incomplete`. Reasoning that a server leaves between `<think>` tags is a reasoning " +
        "item. An input that ends with a `compaction_trigger` is answered with one item `compaction`. Web pages that an answer cites are annotations of its text; what else it cites is named in " +
        "`x-gatewayz-ignored`, or in `gatewayz.ignored` at the end of a stream. `background`, `conversation`, and `prompt` get a 400. Where a " +
        "gateway takes Responses itself, the request passes with its whole history and `store: false`.",
      security: KEY,
      requestBody: bodyLike(
        "As OpenAI describes it.",
        { model: { type: "string" } },
        { input: {}, stream: { type: "boolean" } },
      ),
      responses: { 200: { description: "A response, or an event stream." }, ...CALL_ERRORS },
    },
    errorBody: (error: ApiError, requestId: string) => errorBody(error, requestId),
    read: (bytes, caller, client) => {
      const isLarge = isLargeBody(bytes.length);
      const read = (body: unknown): ProtocolCall | Promise<ProtocolCall> => {
        if (!isRecord(body)) throw expected("body", "a JSON object with model and input", body ?? null);
        const stored = historyOf(body, options.store, caller);
        const callOver = (stored: StoredItems) => callOf({ body, stored, caller, client, isLarge }, options);
        return stored instanceof Promise ? stored.then(callOver) : callOver(stored);
      };
      const body = parseJson(bytes, CHAT_SHAPE);
      return body instanceof Promise ? body.then(read) : read(body);
    },
  };
}

interface ReadRequest {
  body: Json;
  stored: StoredItems;
  caller: Caller;
  client: CancelSignal;
  isLarge: boolean;
}

function callOf(request: ReadRequest, shared: ResponsesOptions): ProtocolCall {
  const { body, stored, caller, client } = request;
  const { compacts, chat, ignored, hints, tools } = chatOf(request);
  const ids = new ResponseIds();
  const response = openResponse(body, ids.response, Math.floor(Date.now() / 1000));
  const options = { response, tools, newId: ids.next, isWhole: chat.stream !== true };
  const translator = compacts ? new SummaryWriter(options) : new ResponseWriter(options);
  const save = () =>
    body.store === false
      ? undefined
      : saveResponse(translator.response, { input: ids.identified(inputItems(request)), body, caller }, shared);
  const written = (): string | Promise<string> => save() ?? JSON.stringify(translator.response);
  const adapter = compacts ? null : responsesAdapter(body, () => [...stored.items, ...inputItems(request)]);
  return {
    request: chat,
    ignored,
    ...adaptedBy(hints),
    answerId: ids.response,
    native: adapter && {
      adapter,
      whole: ({ body: theirs, usage, facts }) => {
        fillResponse(translator.response, theirs, usage, facts);
        return written();
      },
    },
    whole: (answer) => {
      translateWhole(translator, answer, ignored);
      return written();
    },
    writer: (out) => {
      const onOver = shared.running.add(ids.response, caller.keyId, () => {
        client.cancel();
        writer.end(() => translator.cancel());
        void save();
        return translator.response;
      });
      client.onCancel(onOver);
      const native = new NativeResponses(translator);
      const writing = { waiting: ": still waiting\n\n", beforeEnd: save, onOver };
      const writer = new EventWriter({ out, translator, native, ...writing });
      return writer;
    },
  };
}

/** The request as a chat; if its input ends with a trigger, it requests a summary of the conversation before it. */
function chatOf({ body, stored, isLarge }: ReadRequest) {
  const last = Array.isArray(body.input) ? body.input.at(-1) : null;
  const compacts = isRecord(last) && isTrigger(last);
  const read = compacts
    ? summaryRequest(body, inputOf(body.input).slice(0, -1), stored)
    : readResponsesRequest(body, stored);
  if (compacts) read.chat.stream = body.stream === true;
  if (isLarge || isLargeBody(stored.characters)) markLarge(read.chat);
  return { ...read, compacts };
}

/** The input with references replaced by the stored items. */
function inputItems({ body, stored }: ReadRequest): Json[] {
  return inputOf(body.input).map((item) => (isReference(item) ? (stored.byId.get(String(item.id)) ?? item) : item));
}

interface Answered {
  input: readonly Json[];
  body: Json;
  caller: Caller;
}

/** Stores a response; if that fails, the response reports it. Resolves with its text. */
async function saveResponse(
  response: Json,
  { input, body: { store, previous_response_id }, caller: { accountId, keyId } }: Answered,
  options: ResponsesOptions,
): Promise<string> {
  const [inputJson, text] = [JSON.stringify(input), JSON.stringify(response)];
  const forAccount = store === true;
  try {
    if (inputJson.length + text.length > MAX_STORED_CHARACTERS) throw new Error("it is too large");
    await options.store.add({
      id: String(response.id),
      account_id: accountId,
      key_id: forAccount ? null : keyId,
      previous_id: typeof previous_response_id === "string" ? previous_response_id : null,
      created_at: new Date().toISOString(),
      expires_at: forAccount ? null : new Date(Date.now() + DAY_MS).toISOString(),
      input: inputJson,
      response: text,
    });
    return text;
  } catch (error) {
    response.store = false;
    if (!(error instanceof NoRoomError)) options.log.warn({ err: error }, "a response could not be stored");
    return JSON.stringify(response);
  }
}
