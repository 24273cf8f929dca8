// Arithmetic of pictures: how large they are kept, and what a finger covers. It draws nothing.
export { blockOf, blocksUnder, type Block } from './mosaic'
export { LONGEST, PREVIEW_LONGEST, QUALITIES, within, type Size } from './sizes'
