/**
 * Adds categories to log events after rules on level and message.
 *
 * <p>{@link org.sosgi.process.categorise.RuleText} reads the rules, {@link org.sosgi.process.categorise.Rulebook}
 * decides, with the help of {@link org.sosgi.process.categorise.WordTree}, which finds thousands of texts in a
 * message in one pass.
 */
package org.sosgi.process.categorise;
