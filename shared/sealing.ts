/** What a response is sealed with, apart from `wire.ts`: the phone loads it with the sealing, not before the first
 *  question. */

/** HPKE `info`: binds a sealed response to this use. */
export const SEAL_INFO = 'ervaringwijzer response 1'

/** Sizes to which a response is padded before sealing, in bytes: the length tells nothing about the answers. */
export const PADS = [1024, 2048, 4096, 8192, 16384] as const
