// Reads a QR code from a frame of the camera: by the browser where it can, else by our own decoder, fetched when it is needed.
export type ReadCode = (video: HTMLVideoElement) => Promise<string | null>

interface Detector {
  detect(source: HTMLVideoElement): Promise<{ rawValue: string }[]>
}
type DetectorClass = { new (options: { formats: string[] }): Detector; getSupportedFormats(): Promise<string[]> }

/** Long enough to read, short enough to decode between two frames. */
const LONGEST_SIDE = 640

export async function codeReader(): Promise<ReadCode> {
  const Detector = (globalThis as { BarcodeDetector?: DetectorClass }).BarcodeDetector
  const formats = (await Detector?.getSupportedFormats().catch(() => [])) ?? []
  return Detector && formats.includes('qr_code') ? byBrowser(new Detector({ formats: ['qr_code'] })) : byDecoder()
}

function byBrowser(detector: Detector): ReadCode {
  return async (video) => (await detector.detect(video))[0]?.rawValue ?? null
}

async function byDecoder(): Promise<ReadCode> {
  const { default: decode } = await import('qr/decode.js')
  const canvas = new OffscreenCanvas(1, 1)
  return (video) => Promise.resolve(decoded(frameOf(canvas, video), decode))
}

function frameOf(canvas: OffscreenCanvas, video: HTMLVideoElement): ImageData | null {
  const scale = Math.min(1, LONGEST_SIDE / Math.max(video.videoWidth, video.videoHeight, 1))
  const [width, height] = [Math.round(video.videoWidth * scale), Math.round(video.videoHeight * scale)]
  if (width === 0 || height === 0) return null
  Object.assign(canvas, { width, height })
  const context = canvas.getContext('2d', { willReadFrequently: true })
  context?.drawImage(video, 0, 0, width, height)
  return context?.getImageData(0, 0, width, height) ?? null
}

/** A frame without a code is no failure. */
function decoded(frame: ImageData | null, decode: (frame: ImageData) => string): string | null {
  try {
    return frame && decode(frame)
  } catch {
    return null
  }
}
