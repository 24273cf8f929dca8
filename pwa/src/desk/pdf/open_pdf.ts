// pdf.js, loaded when the first document is opened: pages to draw, their text to read and select, and pages as pictures to print.
import type * as PdfJs from 'pdfjs-dist'
import type { PDFDocumentProxy, PDFPageProxy, RenderTask } from 'pdfjs-dist'
import worker from 'pdfjs-dist/build/pdf.worker.min.mjs?url'

/** CSS pixels of an inch, and points of one: a page at 100 % is as large as its paper. */
const PIXELS_PER_POINT = 96 / 72
export const SMALLEST = 0.5
export const LARGEST = 3

export interface PaperSize {
  width: number
  height: number
}

export interface DrawnPage {
  /** Ends both when the page is drawn; a page that was scrolled away is cancelled instead. */
  done: Promise<void>
  cancel: () => void
}

/** A PDF that is open. `close` gives its memory back. */
export class OpenPdf {
  readonly pages: number
  readonly #document: PDFDocumentProxy
  readonly #library: typeof PdfJs

  private constructor(library: typeof PdfJs, document: PDFDocumentProxy) {
    this.#library = library
    this.#document = document
    this.pages = document.numPages
  }

  static async of(content: Blob): Promise<OpenPdf> {
    const library = await import('pdfjs-dist')
    library.GlobalWorkerOptions.workerSrc = worker
    const data = new Uint8Array(await content.arrayBuffer())
    // Every font is in the file, so neither the machine's nor anything from another address is asked for.
    const task = library.getDocument({ data, useSystemFonts: false, useWorkerFetch: false, useWasm: false })
    return new OpenPdf(library, await task.promise)
  }

  /** In CSS pixels at 100 %. */
  async size(number: number): Promise<PaperSize> {
    const { width, height } = (await this.#document.getPage(number)).getViewport({ scale: PIXELS_PER_POINT })
    return { width, height }
  }

  draw(number: number, canvas: HTMLCanvasElement, text: HTMLElement, zoom: number): DrawnPage {
    let drawing: RenderTask | null = null
    let cancelled = false
    const work = async () => {
      const page = await this.#document.getPage(number)
      if (cancelled) return
      drawing = this.#paint(page, canvas, zoom * PIXELS_PER_POINT, Math.min(window.devicePixelRatio || 1, 2))
      await Promise.all([drawing.promise, this.#write(page, text, zoom * PIXELS_PER_POINT)])
    }
    const done = work().catch((problem: unknown) => {
      if (!(problem instanceof this.#library.RenderingCancelledException)) throw problem
    })
    return {
      done,
      cancel: () => {
        cancelled = true
        drawing?.cancel()
      },
    }
  }

  /** A page as a picture of so many dots an inch, for printing. */
  async picture(number: number, dots: number): Promise<Blob> {
    const canvas = document.createElement('canvas')
    const page = await this.#document.getPage(number)
    await this.#paint(page, canvas, dots / 72, 1, 'print').promise
    return new Promise((take, fail) => {
      canvas.toBlob((picture) => (picture ? take(picture) : fail(new Error('no picture of a page'))), 'image/png')
    })
  }

  async close(): Promise<void> {
    await this.#document.loadingTask.destroy()
  }

  #paint(
    page: PDFPageProxy,
    canvas: HTMLCanvasElement,
    scale: number,
    sharpness: number,
    intent = 'display',
  ): RenderTask {
    const viewport = page.getViewport({ scale: scale * sharpness })
    canvas.width = Math.floor(viewport.width)
    canvas.height = Math.floor(viewport.height)
    return page.render({ canvas, viewport, intent })
  }

  async #write(page: PDFPageProxy, container: HTMLElement, scale: number): Promise<void> {
    container.replaceChildren()
    container.style.setProperty('--total-scale-factor', String(scale))
    const textContentSource = page.streamTextContent({ includeMarkedContent: true })
    await new this.#library.TextLayer({
      textContentSource,
      container,
      viewport: page.getViewport({ scale }),
    }).render()
  }
}
