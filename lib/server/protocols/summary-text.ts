/** A summary that replaces a conversation, as the model gets it. */
export const summaryText = (summary: string): string => `Summary of the conversation so far:\n\n${summary}`;
