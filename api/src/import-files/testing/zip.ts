import { crc32, deflateRawSync } from 'node:zlib';

type Entry = {
  readonly name: string;
  readonly text: string;
  /** Says that it is encrypted, which is all that anybody sees who does not know the password. */
  readonly encrypted?: boolean;
  /** What the directory says instead of its length. */
  readonly claims?: number;
};

/** A zip archive (PKWARE APPNOTE 4.3), as small as one can be. */
export const zipOf = (entries: readonly Entry[]): Buffer => {
  const local: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const { name, text, encrypted = false, claims } of entries) {
    const data = Buffer.from(text);
    const packed = deflateRawSync(data);
    const file = Buffer.from(name);
    // Flags (bit 0: encrypted, bit 11: UTF-8 names), method 8, time, date, checksum, sizes, lengths of the name and of the extra field.
    const common = Buffer.alloc(26);
    common.writeUInt16LE(20, 0);
    common.writeUInt16LE(0x800 | (encrypted ? 1 : 0), 2);
    common.writeUInt16LE(8, 4);
    common.writeUInt32LE(crc32(data), 10);
    common.writeUInt32LE(packed.length, 14);
    common.writeUInt32LE(claims ?? data.length, 18);
    common.writeUInt16LE(file.length, 22);
    const header = Buffer.concat([Buffer.from('PK\x03\x04'), common, file, packed]);
    const end = Buffer.alloc(14);
    end.writeUInt32LE(offset, 10);
    directory.push(Buffer.concat([Buffer.from('PK\x01\x02\x14\x00'), common, end, file]));
    local.push(header);
    offset += header.length;
  }
  const listed = Buffer.concat(directory);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(entries.length, 4);
  end.writeUInt16LE(entries.length, 6);
  end.writeUInt32LE(listed.length, 8);
  end.writeUInt32LE(offset, 12);
  return Buffer.concat([...local, listed, Buffer.from('PK\x05\x06'), end]);
};
