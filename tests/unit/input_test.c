/* Keys of several layouts, script lines, PNG files: what goes between the app and the outside. */
#include "sdl/desktop_scale.h"
#include "sdl/input.h"
#include "sdl/png.h"
#include "sdl/script.h"

#include <png.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

static app_input_event press(SDL_Scancode place, SDL_Keycode code, int mod)
{
    SDL_Event event = {.key = {.type = SDL_KEYDOWN,
                               .keysym = {.scancode = place, .sym = code, .mod = (Uint16)mod}}};
    app_input_event out;
    assert_true(input_translate(&event, 1.0, &out));
    assert_int_equal(out.kind, INPUT_KEY);
    return out;
}

static void check_key(SDL_Scancode place, SDL_Keycode code, int mod, const char *name)
{
    assert_string_equal(press(place, code, mod).key, name);
}

static void keys_have_the_names_people_use(void **state)
{
    (void)state;
    check_key(SDL_SCANCODE_PAGEDOWN, SDLK_PAGEDOWN, 0, "PageDown");
    check_key(SDL_SCANCODE_KP_ENTER, SDLK_KP_ENTER, 0, "Enter");
    check_key(SDL_SCANCODE_KP_PLUS, SDLK_KP_PLUS, 0, "+");
    check_key(SDL_SCANCODE_KP_3, SDLK_KP_3, 0, "PageDown");
    check_key(SDL_SCANCODE_KP_3, SDLK_KP_3, KMOD_NUM, "3");
    check_key(SDL_SCANCODE_F11, SDLK_F11, 0, "F11");
    check_key(SDL_SCANCODE_SPACE, SDLK_SPACE, 0, "Space");
    check_key(SDL_SCANCODE_E, SDLK_e, 0, "E");
}

static void letters_go_by_label_digits_by_place(void **state)
{
    (void)state;
    check_key(SDL_SCANCODE_Q, SDLK_a, 0, "A");         /* AZERTY: A is where Q is */
    check_key(SDL_SCANCODE_1, SDLK_AMPERSAND, 0, "1"); /* AZERTY: 1 needs Shift */
    check_key(SDL_SCANCODE_0, (SDL_Keycode)0xe0, 0, "0");
    check_key(SDL_SCANCODE_6, SDLK_MINUS, 0, "-"); /* AZERTY: minus lies on the 6 */
    check_key(SDL_SCANCODE_PERIOD, SDLK_COLON, 0, ".");
    check_key(SDL_SCANCODE_LEFTBRACKET, (SDL_Keycode)0xfc, 0, "["); /* German: u umlaut */
    check_key(SDL_SCANCODE_RIGHTBRACKET, SDLK_PLUS, 0, "+");
}

static void modifiers_are_told_apart(void **state)
{
    (void)state;
    const app_input_event right = press(SDL_SCANCODE_RIGHT, SDLK_RIGHT, KMOD_LSHIFT);
    assert_true(right.shift && !right.ctrl && !right.alt);
    const app_input_event quit = press(SDL_SCANCODE_Q, SDLK_q, KMOD_RCTRL);
    assert_true(quit.ctrl && !quit.shift);
    const app_input_event at = press(SDL_SCANCODE_Q, SDLK_q, KMOD_LCTRL | KMOD_RALT); /* AltGr */
    assert_false(at.ctrl);
}

static void places_are_in_pixels(void **state)
{
    (void)state;
    SDL_Event event = {.motion = {.type = SDL_MOUSEMOTION, .x = 100, .y = 50}};
    app_input_event out;
    assert_true(input_translate(&event, 2.0, &out));
    assert_true(out.kind == INPUT_MOVE && out.x == 200.0 && out.y == 100.0);
    SDL_Event finger = {.type = SDL_FINGERDOWN};
    assert_false(input_translate(&finger, 1.0, &out));
}

static void dropped_text_may_be_a_file(void **state)
{
    (void)state;
    char uri[] = "file:///home/a%20b/c.csv\r\n", words[] = "hello";
    SDL_Event event = {.drop = {.type = SDL_DROPTEXT, .file = uri}};
    app_input_event out;
    assert_true(input_translate(&event, 1.0, &out));
    assert_string_equal(out.text, "/home/a b/c.csv");
    event.drop.file = words;
    assert_false(input_translate(&event, 1.0, &out));
}

static em_status read_script(const char *text, script *out, em_error *error)
{
    FILE *file = tmpfile();
    assert_non_null(file);
    fputs(text, file);
    rewind(file);
    const em_status status = script_open(file, "demo", out, error);
    fclose(file);
    return status;
}

static void script_lines_are_read(void **state)
{
    (void)state;
    script s;
    em_error error;
    assert_int_equal(
        read_script("# a comment\n\n key ctrl+shift+p\nkey ctrl++\nclick 10 20 right\n"
                    "drag 1 2 3.5 4\nwait idle\nwait 0.25\ntext a b\nshot a b.png\nquit",
                    &s, &error),
        EM_OK);
    assert_int_equal(s.n, 9);
    assert_true(s.step[0].ctrl && s.step[0].shift && s.step[0].line == 3);
    assert_string_equal(s.step[0].text, "p");
    assert_string_equal(s.step[1].text, "+");
    assert_true(s.step[2].button == 3 && s.step[2].number[1] == 20.0);
    assert_true(s.step[3].number[2] == 3.5);
    assert_int_equal(s.step[4].kind, SCRIPT_IDLE);
    assert_true(s.step[5].kind == SCRIPT_WAIT && s.step[5].number[0] == 0.25);
    assert_string_equal(s.step[6].text, "a b");
    assert_string_equal(s.step[7].text, "a b.png");
    script_finish(&s);
}

static void wrong_script_lines_are_named(void **state)
{
    (void)state;
    static const char *const wrong[] = {"foo",       "key",         "key a b",  "click 1",
                                        "wait",      "wait soon",   "quit now", "click 1 2 up",
                                        "wheel 1 2", "hover nan 1", "keys a",   "resize 1e300 5"};
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
        char text[100];
        script s;
        em_error error;
        snprintf(text, sizeof text, "quit\n%s\n", wrong[i]);
        assert_int_equal(read_script(text, &s, &error), EM_ERR_USAGE);
        assert_non_null(strstr(error.text, "line 2"));
        script_finish(&s);
    }
}

static void pictures_come_back_from_their_file(void **state)
{
    (void)state;
    char path[] = "/tmp/emstep_png_XXXXXX";
    const int fd = mkstemp(path);
    assert_true(fd >= 0);
    close(fd);
    raster_image image = raster_image_create(37, 21);
    for (uint32_t i = 0; i < 37 * 21; i++) {
        image.pixels[i] = 0xff000000u | (i * 2654435761u >> 8);
    }
    em_error error;
    assert_int_equal(png_write(path, &image, &error), EM_OK);
    png_image back = {.version = PNG_IMAGE_VERSION};
    assert_true(png_image_begin_read_from_file(&back, path));
    assert_true(back.width == 37 && back.height == 21);
    back.format = PNG_FORMAT_BGRA;
    uint32_t pixels[37 * 21];
    assert_true(png_image_finish_read(&back, NULL, pixels, 0, NULL));
    assert_memory_equal(pixels, image.pixels, sizeof pixels);
    unlink(path);
    assert_int_equal(png_write("/dev/full", &image, &error), EM_ERR_FILE);
    assert_int_equal(png_write("/nowhere/a.png", &image, &error), EM_ERR_FILE);
    raster_image_finish(&image);
}

static void the_desktop_scales_in_quarters(void **state)
{
    (void)state;
    assert_true(desktop_scale_of("Xft.dpi:\t144\n") == 1.5);
    assert_true(desktop_scale_of("Xft.antialias:\t1\nXft.dpi: 192\nXft.rgba: rgb\n") == 2.0);
    assert_true(desktop_scale_of("XXft.dpi:\t192\n") == 1.0);
    assert_true(desktop_scale_of("Xft.dpi:\t100\n") == 1.0); /* a display's own size, no wish */
    assert_true(desktop_scale_of("Xft.dpi:\t72\n") == 1.0);
    assert_true(desktop_scale_of("Xft.dpi:\t960\n") == 3.0);
    assert_true(desktop_scale_of("Xft.dpi:\tnan\n") == 1.0);
    assert_true(desktop_scale_of("Xft.dpi:") == 1.0);
    assert_true(desktop_scale_of("") == 1.0);
    assert_true(desktop_scale_of(NULL) == 1.0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(keys_have_the_names_people_use),
        cmocka_unit_test(letters_go_by_label_digits_by_place),
        cmocka_unit_test(modifiers_are_told_apart),
        cmocka_unit_test(places_are_in_pixels),
        cmocka_unit_test(dropped_text_may_be_a_file),
        cmocka_unit_test(script_lines_are_read),
        cmocka_unit_test(wrong_script_lines_are_named),
        cmocka_unit_test(pictures_come_back_from_their_file),
        cmocka_unit_test(the_desktop_scales_in_quarters),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
