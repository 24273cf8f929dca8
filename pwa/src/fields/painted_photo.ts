// A photo on a canvas, and the squares a finger has laid over it, stroke by stroke.
import { LONGEST, blockOf, blocksUnder, within, type Block } from '@/pictures'

const QUALITY = 0.92
/** Of the longer side: about a fingertip on the picture as it is shown. */
const FINGER = 1 / 30

export class PaintedPhoto {
  readonly #canvas: HTMLCanvasElement
  readonly #bitmap: ImageBitmap
  readonly #pen: CanvasRenderingContext2D
  /** One pixel for each square: its colour. */
  readonly #colours: HTMLCanvasElement
  readonly #block: number
  readonly #strokes: Map<string, Block>[] = []

  constructor(canvas: HTMLCanvasElement, bitmap: ImageBitmap) {
    this.#canvas = canvas
    this.#bitmap = bitmap
    Object.assign(canvas, within(bitmap, LONGEST))
    this.#block = blockOf(canvas)
    this.#pen = canvas.getContext('2d', { alpha: false })!
    this.#colours = document.createElement('canvas')
    this.#colours.width = Math.ceil(canvas.width / this.#block)
    this.#colours.height = Math.ceil(canvas.height / this.#block)
    this.#draw()
    const { width, height } = this.#colours
    const pen = this.#colours.getContext('2d', { alpha: false })!
    pen.imageSmoothingQuality = 'high'
    pen.drawImage(canvas, 0, 0, width * this.#block, height * this.#block, 0, 0, width, height)
  }

  get strokes(): number {
    return this.#strokes.length
  }

  begin(): void {
    this.#strokes.push(new Map())
  }

  /** `x` and `y` from 0 to 1, of the picture as it is shown. */
  cover(x: number, y: number): void {
    const { width, height } = this.#canvas
    const at = { x: x * width, y: y * height }
    for (const block of blocksUnder(at, Math.max(width, height) * FINGER, { width, height })) {
      this.#strokes.at(-1)?.set(block.join(), block)
      this.#fill(block)
    }
  }

  undo(): void {
    this.#strokes.pop()
    this.#draw()
    for (const stroke of this.#strokes) for (const block of stroke.values()) this.#fill(block)
  }

  /** What is seen, and nothing of what was there. */
  kept(): Promise<Blob | null> {
    return new Promise((resolve) => this.#canvas.toBlob(resolve, 'image/jpeg', QUALITY))
  }

  close(): void {
    this.#bitmap.close()
  }

  #draw(): void {
    this.#pen.imageSmoothingQuality = 'high'
    this.#pen.imageSmoothingEnabled = true
    this.#pen.drawImage(this.#bitmap, 0, 0, this.#canvas.width, this.#canvas.height)
  }

  #fill([column, row]: Block): void {
    const side = this.#block
    this.#pen.imageSmoothingEnabled = false
    this.#pen.drawImage(this.#colours, column, row, 1, 1, column * side, row * side, side, side)
  }
}
