/** The product's mark: a talking cloud with a smile. */
export function Mark() {
  return (
    <svg class="ew-brand__mark" viewBox="0 0 32 32" aria-hidden="true" focusable="false">
      <path
        class="ew-brand__mark-ground"
        d="M9 2h14a7 7 0 0 1 7 7v9a7 7 0 0 1-7 7h-5.500L11 31v-6H9a7 7 0 0 1-7-7V9a7 7 0 0 1 7-7Z"
      />
      <path class="ew-brand__mark-line" d="M9.500 13.500c2.500 4.500 10.500 4.500 13 0" />
    </svg>
  )
}
