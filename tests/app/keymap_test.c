/* The table of keys: complete, without doubles, and what the help says is what it does. */
#include "app/keymap.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

static void every_stroke_finds_its_row(void **state)
{
    (void)state;
    size_t n;
    const key_binding *table = keymap_table(&n);
    for (size_t i = 0; i < n; i++)
        for (size_t j = 0; j < KEYMAP_STROKES && table[i].stroke[j].key != NULL; j++) {
            const key_stroke stroke = table[i].stroke[j];
            assert_ptr_equal(keymap_find(stroke.key, stroke.mods), &table[i]);
        }
}

static void the_keys_of_the_contract_are_there(void **state)
{
    (void)state;
    static const struct {
        const char *key;
        unsigned mods;
        command_kind kind;
        long n;
    } want[] = {
        {"Right", 0, COMMAND_FORWARD, 0},
        {"PageDown", 0, COMMAND_FORWARD, 0},
        {"Return", 0, COMMAND_FORWARD, 0},
        {"Left", 0, COMMAND_BACK, 0},
        {"PageUp", 0, COMMAND_BACK, 0},
        {"Right", KEY_SHIFT, COMMAND_FORWARD_ITERATION, 0},
        {"Left", KEY_SHIFT, COMMAND_BACK_ITERATION, 0},
        {"Space", 0, COMMAND_PLAY, 0},
        {"End", 0, COMMAND_CONVERGE, 0},
        {"Home", 0, COMMAND_HOME, 0},
        {"r", 0, COMMAND_RESTART, 0},
        {"n", 0, COMMAND_NEW_SEED, 0},
        {"N", KEY_SHIFT, COMMAND_NEW_SEED, 0},
        {"Tab", 0, COMMAND_PANE, -1},
        {"1", 0, COMMAND_PANES, 1},
        {"4", 0, COMMAND_PANES, 4},
        {"Up", 0, COMMAND_K_STEP, 1},
        {"Down", 0, COMMAND_K_STEP, -1},
        {"+", KEY_SHIFT, COMMAND_PACE, 1},
        {"=", 0, COMMAND_PACE, 1},
        {"-", 0, COMMAND_PACE, -1},
        {"KP_Add", 0, COMMAND_PACE, 1},
        {"m", 0, COMMAND_MODEL, -1},
        {"c", 0, COMMAND_COVARIANCE, -1},
        {"i", 0, COMMAND_INIT, -1},
        {"e", 0, COMMAND_OVERLAY, OVERLAY_ELLIPSES},
        {"v", 0, COMMAND_OVERLAY, OVERLAY_REGIONS},
        {"d", 0, COMMAND_OVERLAY, OVERLAY_DENSITY},
        {"l", 0, COMMAND_OVERLAY, OVERLAY_LINKS},
        {"t", 0, COMMAND_OVERLAY, OVERLAY_TRAILS},
        {"g", 0, COMMAND_OVERLAY, OVERLAY_GHOSTS},
        {"h", 0, COMMAND_OVERLAY, OVERLAY_CHANGED},
        {"j", 0, COMMAND_OVERLAY, OVERLAY_DISAGREE},
        {"w", 0, COMMAND_OVERLAY, OVERLAY_PIES},
        {"a", 0, COMMAND_TOOL, TOOL_ADD},
        {"x", 0, COMMAND_TOOL, TOOL_ERASE},
        {"[", 0, COMMAND_TAB_STEP, -1},
        {"]", 0, COMMAND_TAB_STEP, 1},
        {"+", KEY_CTRL, COMMAND_SCALE, 1},
        {"=", KEY_CTRL, COMMAND_SCALE, 1},
        {"KP_Subtract", KEY_CTRL, COMMAND_SCALE, -1},
        {"0", KEY_CTRL, COMMAND_SCALE, 0},
        {"t", KEY_CTRL, COMMAND_THEME, -1},
        {"P", KEY_CTRL | KEY_SHIFT, COMMAND_PRESENTATION, 0},
        {"F5", 0, COMMAND_FULL_SCREEN, 0},
        {"F11", 0, COMMAND_FULL_SCREEN, 0},
        {"b", 0, COMMAND_BLANK, 0},
        {".", 0, COMMAND_BLANK, 0},
        {"o", KEY_CTRL, COMMAND_OPEN, 0},
        {"s", KEY_CTRL, COMMAND_SAVE, 0},
        {"e", KEY_CTRL, COMMAND_EXPORT, 0},
        {"z", KEY_CTRL, COMMAND_UNDO, 0},
        {"y", KEY_CTRL, COMMAND_REDO, 0},
        {"Z", KEY_CTRL | KEY_SHIFT, COMMAND_REDO, 0},
        {"q", KEY_CTRL, COMMAND_QUIT, 0},
        {"F1", 0, COMMAND_HELP, 0},
        {"?", KEY_SHIFT, COMMAND_HELP, 0},
        {"/", KEY_SHIFT, COMMAND_HELP, 0},
        {"Esc", 0, COMMAND_ESCAPE, 0},
    };
    for (size_t i = 0; i < sizeof want / sizeof want[0]; i++) {
        const key_binding *b = keymap_find(want[i].key, want[i].mods);
        if (b == NULL || b->command.kind != want[i].kind || b->command.n != want[i].n)
            fail_msg("the key %s does something else", want[i].key);
    }
    assert_int_equal(keymap_find("N", KEY_SHIFT)->command.pane, -2);
    assert_null(keymap_find("q", 0));
    assert_null(keymap_find("Right", KEY_CTRL | KEY_ALT));
    assert_null(keymap_find("", 0));
}

/* A row's help text names its strokes; rows without text follow the row that speaks for them. */
static void help_names_every_key(void **state)
{
    (void)state;
    size_t n;
    const key_binding *table = keymap_table(&n);
    const char *spoken = "";
    for (size_t i = 0; i < n; i++) {
        spoken = table[i].help.group != NULL ? table[i].help.keys : spoken;
        const bool range = strchr(spoken, '-') != NULL && spoken[0] == '1';
        for (size_t j = 0; j < KEYMAP_STROKES && table[i].stroke[j].key != NULL && !range; j++) {
            char text[32];
            keymap_text(table[i].stroke[j], text, sizeof text);
            if (strstr(spoken, text) == NULL && strstr(spoken, "arrows") == NULL)
                fail_msg("the help \"%s\" does not name %s", spoken, text);
        }
    }
    const view_key *help = keymap_help(&n);
    for (size_t i = 0; i < n; i++)
        assert_true(help[i].group != NULL && help[i].keys[0] != '\0' && help[i].does[0] != '\0');
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_stroke_finds_its_row),
        cmocka_unit_test(the_keys_of_the_contract_are_there),
        cmocka_unit_test(help_names_every_key),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
