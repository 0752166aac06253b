typedef int io_placeholder; /* until the first file of this layer stands */
