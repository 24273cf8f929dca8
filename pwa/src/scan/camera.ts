// The camera at the back of the tablet, as long as somebody looks for a code.
export type CameraFault = 'denied' | 'absent'
export class NoCamera extends Error {
  readonly fault: CameraFault

  constructor(fault: CameraFault) {
    super(fault)
    this.fault = fault
  }
}

export async function openCamera(): Promise<MediaStream> {
  if (!('mediaDevices' in navigator)) throw new NoCamera('absent')
  try {
    return await navigator.mediaDevices.getUserMedia({ video: { facingMode: 'environment' }, audio: false })
  } catch (error) {
    throw new NoCamera(error instanceof DOMException && error.name === 'NotAllowedError' ? 'denied' : 'absent')
  }
}

export function closeCamera(stream: MediaStream): void {
  for (const track of stream.getTracks()) track.stop()
}
