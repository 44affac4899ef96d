/** Whether a permission is granted: asking for one that is missing would stop a notebook with a prompt. */
export function granted(permission: Deno.PermissionDescriptor): boolean {
  return Deno.permissions.querySync(permission).state === "granted";
}
