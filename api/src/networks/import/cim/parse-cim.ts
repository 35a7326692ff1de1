import { SaxesParser } from 'saxes';
import type { ImportProblem } from '../problems.ts';
import { problem } from '../problems.ts';

/** One object of an RDF/XML document: an element below rdf:RDF, with the values and references that its own elements hold. */
export type CimObject = {
  /** Local name, whatever the prefix: `Breaker`. */
  readonly class: string;
  readonly id: string;
  /** rdf:ID begins an object; rdf:about may add to one that is elsewhere in the file. */
  readonly begins: boolean;
  readonly line: number;
  readonly properties: readonly CimProperty[];
};

export type CimProperty = {
  /** Local name with its class: `Switch.normalOpen`. */
  readonly name: string;
  /** What the element holds as text; for a reference, the id or the name of the value it refers to. */
  readonly value: string;
  readonly isReference: boolean;
};

export type CimParser = {
  /** Takes the next piece. Returns a problem where the text cannot be read on. */
  readonly push: (text: string) => ImportProblem | undefined;
  readonly end: () => ImportProblem | undefined;
};

/**
 * Reads CIM RDF/XML (IEC 61970-552) piece by piece and hands over each object when it is complete. Nothing but the present object is held.
 * Files come from elsewhere, so what could make the reader expand, wait or hold without end is refused: a document type with
 * entities, deep nesting, and any single piece of markup or text beyond MAX_PIECE_CHARS.
 * @param take says of an object that it is enough where the rest of the file is not to be read
 */
export const cimParser = (take: (object: CimObject) => 'enough' | undefined): CimParser => {
  // Names are told apart by their local part: exporters bind any prefix, and CIM16 and CIM17 differ in the namespace only.
  const parser = new SaxesParser({ xmlns: false });
  let stopped: ImportProblem | undefined;
  let isEnough = false;
  let ending = false;
  let depth = 0;
  let chars = 0;
  let lastEvent = 0;
  let object: { class: string; id: string; begins: boolean; line: number; properties: CimProperty[] } | undefined;
  let property: { name: string; text: string[] } | undefined;

  const stop = (found: ImportProblem) => {
    // Behind what has been said to be enough, nothing is looked at.
    if (!isEnough) stopped ??= found;
  };
  const seen = () => {
    lastEvent = chars;
  };

  parser.on('error', (error) => stop(ending ? truncated() : notXml(parser.line, error.message)));
  parser.on('doctype', () => stop(doctype(parser.line)));
  parser.on('comment', seen);
  parser.on('opentag', ({ name, attributes, isSelfClosing }) => {
    seen();
    depth++;
    const local = localName(name);
    if (depth === 1 && local !== 'RDF') stop(notRdf(name, parser.line));
    if (depth > MAX_DEPTH) stop(tooDeep(parser.line));
    if (depth === 2) {
      if (local === 'DifferenceModel') stop(difference(parser.line));
      const id = attributeOf(attributes, 'ID');
      const about = attributeOf(attributes, 'about');
      object = {
        class: local,
        id: plainId(id ?? about ?? ''),
        begins: id !== undefined,
        line: parser.line,
        properties: [],
      };
    }
    if (depth === 3 && object) {
      const resource = attributeOf(attributes, 'resource');
      if (resource !== undefined) object.properties.push({ name: local, value: plainId(resource), isReference: true });
      property = resource === undefined && !isSelfClosing ? { name: local, text: [] } : undefined;
    }
  });
  parser.on('text', (text) => {
    seen();
    if (depth === 3) property?.text.push(text);
  });
  parser.on('cdata', (text) => {
    seen();
    if (depth === 3) property?.text.push(text);
  });
  parser.on('closetag', () => {
    seen();
    if (depth === 3 && property && object) {
      object.properties.push({ name: property.name, value: property.text.join('').trim(), isReference: false });
      property = undefined;
    }
    if (depth === 2 && object) {
      // Behind a place that cannot be read, nothing is what it seems.
      if (!stopped && !isEnough) isEnough = take(object) === 'enough';
      object = undefined;
    }
    depth--;
  });

  const write = (text: string): ImportProblem | undefined => {
    // What is kept of a piece must not keep the whole file's text alive, so pieces stay small.
    for (let at = 0; at < text.length && !stopped; at += PIECE_CHARS) {
      const piece = text.slice(at, at + PIECE_CHARS);
      chars += piece.length;
      parser.write(piece);
      if (chars - lastEvent > MAX_PIECE_CHARS) stop(tooLong(parser.line));
    }
    return stopped;
  };

  const end = (): ImportProblem | undefined => {
    if (stopped) return stopped;
    if (chars === 0) return notXml(1, 'the file is empty');
    ending = true;
    parser.close();
    return stopped;
  };

  return { push: write, end };
};

const MAX_DEPTH = 32;
const PIECE_CHARS = 65_536;
const MAX_PIECE_CHARS = 1_000_000;

const localName = (name: string): string => name.slice(name.indexOf(':') + 1);

const attributeOf = (attributes: Readonly<Record<string, string>>, local: string): string | undefined => {
  for (const name of Object.keys(attributes)) if (localName(name) === local) return attributes[name];
  return undefined;
};

/**
 * The id that a reference and a definition have in common: `#_5f…` and rdf:ID `_5f…` and `urn:uuid:5f…` are one (IEC 61970-552 puts the
 * underscore before a UUID, because an XML id cannot begin with a digit), and so is `urn:uuid:_5f…`, as some exporters write it. Of a value such as `http://…#PhaseCode.ABC`, the last part.
 */
export const plainId = (text: string): string => {
  const id = text.slice(text.indexOf('#') + 1).replace(/^urn:uuid:/, '');
  return UUID_WITH_UNDERSCORE.test(id) ? id.slice(1) : id;
};

const UUID_WITH_UNDERSCORE = /^_[0-9a-f]{8}(-?)[0-9a-f]{4}\1[0-9a-f]{4}\1[0-9a-f]{4}\1[0-9a-f]{12}$/i;

const notXml = (line: number, reason: string): ImportProblem =>
  problem(
    'not-xml',
    {
      zh: `此处不是有效的 XML（${reason.slice(0, 120)}），请重新导出。`,
      en: `the text here is not valid XML (${reason.slice(0, 120)}). Export the file again.`,
    },
    { line },
  );

const truncated = (): ImportProblem =>
  problem('truncated', {
    zh: '文件不完整，在结束之前中断。请重新传输或导出。',
    en: 'the file ends before it is complete. Copy or export it again.',
  });

const doctype = (line: number): ImportProblem =>
  problem(
    'not-xml',
    {
      zh: '文件含有 DOCTYPE；出于安全不予读取。请删除 DOCTYPE 及其中的实体定义。',
      en: 'the file has a DOCTYPE, which is not read for safety. Remove it and the entities it defines.',
    },
    { line },
  );

const difference = (line: number): ImportProblem =>
  problem(
    'difference-model',
    {
      zh: '这是差异模型（DifferenceModel），只含变化。请导出完整模型（FullModel）。',
      en: 'this is a difference model, which holds changes alone. Export the full model.',
    },
    { line },
  );

const notRdf = (name: string, line: number): ImportProblem =>
  problem(
    'not-cim',
    {
      zh: `根元素为 ${name.slice(0, 60)}，应为 rdf:RDF。请导出为 CIM RDF/XML（IEC 61970-552）。`,
      en: `the root element is ${name.slice(0, 60)}, not rdf:RDF. Export the model as CIM RDF/XML (IEC 61970-552).`,
    },
    { line },
  );

const tooDeep = (line: number): ImportProblem =>
  problem(
    'not-cim',
    {
      zh: `元素嵌套超过 ${MAX_DEPTH} 层，不是 CIM RDF/XML。`,
      en: `elements are nested more than ${MAX_DEPTH} deep, which is not CIM RDF/XML.`,
    },
    { line },
  );

const tooLong = (line: number): ImportProblem =>
  problem(
    'too-large',
    {
      zh: `此处一段标记或文本超过 ${MAX_PIECE_CHARS} 个字符。`,
      en: `a single piece of markup or text here is longer than ${MAX_PIECE_CHARS} characters.`,
    },
    { line },
  );
