const ON_TERMINAL_MS = 200;
const IN_LOG_MS = 5_000;

/**
 * Tells how much of a long file has been read: in place on a terminal, a line now and then anywhere else.
 * @param total in bytes
 */
export function showProgress(total: number): { at(bytes: number): void; end(): void } {
  const terminal = process.stdout.isTTY;
  let shownAt = Date.now();
  let open = false;
  return {
    at(bytes) {
      if (Date.now() - shownAt < (terminal ? ON_TERMINAL_MS : IN_LOG_MS)) return;
      shownAt = Date.now();
      const text = `${((100 * bytes) / total).toFixed(0)} % of ${(total / 1e6).toFixed(1)} MB`;
      process.stdout.write(terminal ? `\r${text}` : `${text}\n`);
      open = terminal;
    },
    end() {
      if (open) process.stdout.write('\n');
    },
  };
}
