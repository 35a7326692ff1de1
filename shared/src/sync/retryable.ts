/** Failures after which the same command may be sent again and get a verdict; any other stays as it is (docs/protocol.md). */
const RETRYABLE: ReadonlySet<string> = new Set(['unavailable', 'overloaded', 'networkUnavailable']);

export const isRetryable = (code: string): boolean => RETRYABLE.has(code);
