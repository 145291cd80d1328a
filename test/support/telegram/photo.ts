import type { Message, PhotoSize } from 'grammy/types';
import { checkText, type Params } from './check.ts';
import { badRequest } from './refusal.ts';
import type { World } from './world.ts';

/** A file as the multipart parser hands it over. */
interface Upload {
  readonly bytes: number;
  readonly content: Buffer;
}

const PNG = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

/** Bot API, sendPhoto: a file of at most 10 MB, width and height together at most 10000, one at most 20 times the other. */
export function checkPhoto(world: World, photo: unknown): readonly PhotoSize[] {
  if (photo === undefined || photo === '') throw badRequest('there is no photo in the request');
  if (typeof photo === 'string') {
    const known = world.photos.get(photo);
    if (known === undefined) throw badRequest('wrong file identifier/HTTP URL specified');
    return [known.size];
  }
  const { bytes, content } = photo as Upload;
  if (bytes > 10 * 1024 * 1024) throw badRequest('file is too big');
  // Telegram takes other kinds too; ours are PNG.
  if (!content.subarray(0, 8).equals(PNG)) throw badRequest('IMAGE_PROCESS_FAILED');
  const [width, height] = [content.readUInt32BE(16), content.readUInt32BE(20)];
  if (width + height > 10_000 || Math.max(width, height) > 20 * Math.min(width, height))
    throw badRequest('PHOTO_INVALID_DIMENSIONS');
  const id = `photo${world.photos.size + 1}`;
  const size = { file_id: id, file_unique_id: `u${id}`, width, height, file_size: bytes };
  world.photos.set(id, { size, content });
  return [size];
}

/** A photo with its caption, as a message has them. */
export function photoContent(world: World, params: Params, photo: unknown): object {
  const { text, entities } = checkText(params, 'caption', 1024);
  return { photo: checkPhoto(world, photo), caption: text, caption_entities: [...entities] };
}

/** What editMessageMedia makes of a message: of one with words too, which then are gone. */
export function withMedia(world: World, params: Params): (message: Message) => Message {
  const media = params.media;
  if (typeof media !== 'object' || media === null) throw badRequest("can't parse InputMedia");
  const { type, media: file, ...said } = media as Params;
  if (type !== 'photo') throw badRequest(`this fake edits photos only, got ${String(type)}`);
  const content = photoContent(world, said, file);
  return (message) => {
    const {
      text: _text,
      entities: _entities,
      ...rest
    } = message as Message & { text?: unknown; entities?: unknown };
    return { ...rest, ...content } as Message;
  };
}
