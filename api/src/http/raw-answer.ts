import { STATUS_CODES } from 'node:http';

/** An answer as it goes over the wire, where there is no request that a handler could answer. The connection ends with it. */
export const rawAnswer = (
  status: number,
  code: string,
  message: string,
  headers: Readonly<Record<string, string>> = {},
): string => {
  const own = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
  const body = JSON.stringify({ error: { code, message } });
  return (
    `HTTP/1.1 ${status} ${STATUS_CODES[status]}\r\nConnection: close\r\nContent-Type: application/json\r\n` +
    `Cache-Control: no-store\r\n${own.join('')}Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`
  );
};
