/** A window between open shutters, drawn like the other icons: the way to what is new. */
export const WindowIcon = ({ size = 24 }: { size?: number }) => (
  <svg
    width={size}
    height={size}
    viewBox="0 0 24 24"
    fill="none"
    stroke="currentColor"
    strokeWidth={2}
    strokeLinecap="round"
    strokeLinejoin="round"
    aria-hidden="true"
  >
    <path d="M7 4h10v15H7zM12 4v15M7 11h10" />
    <path d="M7 5H2v13h5M17 5h5v13h-5" />
    <path d="M4 22h16" />
  </svg>
)
