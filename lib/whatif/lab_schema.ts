/** The namespace of what a lab keeps in its database for itself. */
export const labSchema = "groundplan_lab";
