package org.gatehouse.web.page;

/**
 * An entry of a door's menu.
 *
 * @param text key of what people read
 * @param icon name of its icon, of Bootstrap Icons
 * @param path where it leads, within the door
 * @param rank entries stand in the order of this number
 * @param isForStrangers whether it leads somewhere without signing in
 */
public record MenuEntry(String text, String icon, String path, int rank, boolean isForStrangers) {}
