typedef int sdl_placeholder; /* until the first file of this layer stands */
