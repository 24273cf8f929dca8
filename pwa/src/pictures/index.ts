// Pictures before anybody keeps them: how large they are, how they stand, what a finger covers.
export { blockOf, blocksUnder, type Block } from './mosaic'
export { upright } from './upright'
export { LONGEST, PREVIEW_LONGEST, QUALITIES, within, type Size } from './sizes'
